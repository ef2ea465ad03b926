import { expect, test } from 'vitest';
import { freezeOnRecord, missedMonths } from '../../../functions/freeze/run.ts';
import { act } from '../../../shared/act/act.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { alertsOfCounty } from '../../../shared/table/outbox/alerts.ts';
import { runsOf } from '../../../shared/table/runs.ts';
import { person, testDeps } from '../../deps.ts';
import { family } from '../../families.ts';
import { failing } from '../../shared/table/faulty.ts';
import { COUNTY } from '../alerts/outlets.ts';

const month = (text: string) => Month.parse(text);
const by = 'schedule';

test('a month that has ended is owed until it is frozen everywhere, and what was missed with it', async () => {
  const deps = await testDeps('2026-06-01');
  expect(await missedMonths(deps)).toEqual(['2026-05']);
  await freezeOnRecord(deps, month('2026-05'), { by, area: COUNTY });
  expect(await missedMonths(deps)).toEqual(['2026-05']);
  await freezeOnRecord(deps, month('2026-05'), { by });
  expect(await missedMonths(deps)).toEqual([]);
  deps.goTo('2026-06-30');
  expect(await missedMonths(deps)).toEqual([]);
  deps.goTo('2026-09-02');
  expect(await missedMonths(deps)).toEqual(['2026-08', '2026-07', '2026-06']);
});

test('a run leaves its record, and its county is told once; a township that fails stops no other', async () => {
  const deps = await testDeps('2026-05-20');
  await act(deps, person('township_clerk'), family(1));
  deps.goTo('2026-06-01');
  const fault = failing(deps.table.client, {
    command: 'QueryCommand',
    saying: '511722108',
    error: () => new Error('gone'),
  });
  const first = await freezeOnRecord(deps, month('2026-05'), { by, area: COUNTY });
  expect(first.run).toMatchObject({ on: '2026-05-31', looked: 1, changed: 1, failed: ['511722108'] });
  const told = async () =>
    (await alertsOfCounty(deps.table, COUNTY, { limit: 10 })).items.filter(
      ({ kind }) => kind === 'month_frozen',
    );
  expect(await told()).toEqual([]);
  fault.stop();
  const second = await freezeOnRecord(deps, month('2026-05'), { by, area: COUNTY });
  expect(second.run).toMatchObject({ changed: 0, failed: [] });
  await freezeOnRecord(deps, month('2026-05'), { by, area: COUNTY });
  expect(await told()).toEqual([expect.objectContaining({ on: '2026-06-01', month: '2026-05' })]);
  const { items } = await runsOf(deps.table, 'freeze', { limit: 10 });
  expect(items.map(({ failed }) => failed)).toEqual([[], [], ['511722108']]);
});
