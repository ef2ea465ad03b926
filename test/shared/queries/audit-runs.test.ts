import { expect, test } from 'vitest';
import { localQueue } from '../../../functions/audit/local-queue.ts';
import { planAudit } from '../../../functions/audit/plan.ts';
import { auditTownship } from '../../../functions/audit/township.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { getAuditRun } from '../../../shared/queries/audit-runs.ts';
import { putNumbers } from '../../../shared/table/numbers/numbers.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { AREAS } from '../../areas.ts';
import { testDeps } from '../../deps.ts';
import { familyId, placement, TOWNSHIP } from '../../families.ts';
import { auditOf, clerk, RISE, settle } from '../../functions/audit/county.ts';
import { itemAt, put, tamper } from '../table/raw.ts';

const COUNTY = AreaCode.parse('511722');
const on = plainDate('2026-07-21');

test('the record of a run says what was looked at, changed and failed, and which townships did not report', async () => {
  const deps = await testDeps();
  await settle(deps);
  await auditOf(deps, RISE);
  deps.goTo(on);
  const messages = planAudit(AREAS, 'one', on, COUNTY);
  const silent = messages.at(-1)?.township;
  const queue = localQueue({
    work: async (message) => {
      if (message.township === silent) throw new Error('the engine went away');
      return auditTownship(deps, message);
    },
    dead: () => undefined,
    pause: deps.pause,
  });
  await queue.send(messages);
  const townships = messages.length;
  const counts = { looked: 7, due: 1, sites: 0, changed: 1, failed: [] };
  const first = { run: 'one', on, townships, ...counts, missing: [silent] };
  expect(await getAuditRun(deps, 'one', on, COUNTY)).toEqual(first);
  const village = AreaCode.parse(`${TOWNSHIP}203`);
  expect(await getAuditRun(deps, 'one', on, village)).toMatchObject({
    ...{ townships: 1, looked: 7, missing: [] },
    endedAt: new Date(deps.clock()).toISOString(),
  });

  // Another run of the same day stands beside it, and an area that was not asked for is not counted.
  await auditTownship(deps, { run: 'two', on, township: TOWNSHIP });
  expect(await getAuditRun(deps, 'two', on, TOWNSHIP)).toMatchObject({
    ...{ looked: 7, due: 0, changed: 0, missing: [] },
  });
  expect(await getAuditRun(deps, 'one', on, COUNTY)).toEqual(first);
  expect(await getAuditRun(deps, 'three', on, TOWNSHIP)).toMatchObject({ looked: 0, missing: [TOWNSHIP] });
});

test('a part that came twice counts once, and what a second delivery changed is added', async () => {
  const deps = await testDeps();
  await settle(deps);
  await auditOf(deps, RISE);
  await act(deps, clerk, placement(5, '2026-02-01', '2026-06-20'));
  deps.goTo(on);
  const key = recordKey({ kind: 'household', id: familyId(1) });
  const sound = await itemAt(deps.table, key);
  await tamper(deps.table, key, (item) => {
    item.record = { kind: 'household' };
  });
  const message = { run: 'one', on, township: TOWNSHIP };
  const part = await auditTownship(deps, message);
  expect(await getAuditRun(deps, 'one', on, TOWNSHIP)).toMatchObject({
    due: 2,
    changed: 1,
    failed: [familyId(1)],
  });

  const numbers = { area: TOWNSHIP, on, households: 6, people: 15, sites: 1, rules: {} };
  await putNumbers(deps.table, numbers, part);
  expect(await getAuditRun(deps, 'one', on, TOWNSHIP)).toMatchObject({ looked: 7, due: 2, changed: 1 });

  await put(deps.table, sound);
  const later = { ...deps, clock: () => deps.clock() + 60_000 };
  await auditTownship(later, message);
  expect(await getAuditRun(deps, 'one', on, TOWNSHIP)).toMatchObject({
    looked: 7,
    due: 2,
    changed: 2,
    failed: [],
  });
});
