import { expect, test } from 'vitest';
import { beginAudit, daysToAudit, missedDays } from '../../../functions/audit/plan.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { runsOf } from '../../../shared/table/runs.ts';
import { testDeps } from '../../deps.ts';

test.each([
  ['the first ever', undefined, '2026-06-15', ['2026-06-15']],
  ['one again', '2026-06-15', '2026-06-15', ['2026-06-15']],
  ['one after yesterday\u2019s', '2026-06-14', '2026-06-15', ['2026-06-15']],
  ['one after two missed days', '2026-06-12', '2026-06-15', ['2026-06-15', '2026-06-14', '2026-06-13']],
  ['one over a year\u2019s end', '2025-12-30', '2026-01-01', ['2026-01-01', '2025-12-31']],
  ['one over 29 February', '2028-02-27', '2028-03-01', ['2028-03-01', '2028-02-29', '2028-02-28']],
])('an audit owes %s', (_, last, today, days) => {
  expect(missedDays(last ? plainDate(last) : undefined, plainDate(today))).toEqual(days);
});

test('an audit owes no more than a month of missed days', () => {
  const days = missedDays(plainDate('2020-01-01'), plainDate('2026-06-15'));
  expect([days.length, days[0], days.at(-1)]).toEqual([32, '2026-06-15', '2026-05-15']);
});

test('what has been audited is known by the runs of all areas up to today', async () => {
  const deps = await testDeps('2026-06-12');
  const by = 'schedule';
  const first = await beginAudit(deps, { on: plainDate('2026-06-12'), by });
  deps.goTo('2026-06-15');
  const coming = await beginAudit(deps, { on: plainDate('2027-01-01'), by: 'terminal' });
  const area = AreaCode.parse('511722');
  const partly = await beginAudit(deps, { on: plainDate('2026-06-14'), area, by: 'terminal' });
  expect(await daysToAudit(deps)).toEqual(['2026-06-15', '2026-06-14', '2026-06-13']);
  expect((await runsOf(deps.table, 'audit', { limit: 10 })).items).toEqual([coming, partly, first]);
  const page = await runsOf(deps.table, 'audit', { limit: 1 });
  expect((await runsOf(deps.table, 'audit', { limit: 5, after: page.next })).items).toEqual([partly, first]);
  await beginAudit(deps, { on: plainDate('2026-06-15'), by });
  expect(await daysToAudit(deps)).toEqual(['2026-06-15']);
});
