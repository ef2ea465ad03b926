import { beforeEach, describe, expect, test } from 'vitest';
import { type FindingsJob, runFindings } from '../../../infra/local/jobs/findings.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { runReconcile } from '../../../infra/local/jobs/reconcile.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Busy } from '../../../shared/faults.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, TOWNSHIP } from '../../families.ts';
import { FAULTS, failing } from '../../shared/table/faulty.ts';
import { type Item, tamper } from '../../shared/table/raw.ts';

const key = recordKey({ kind: 'household', id: familyId(2) });
let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
  for (const n of [1, 2, 3]) await act(deps, person('township_clerk'), family(n));
});

/** An output that keeps what was said, and whose reader goes after so many lines. */
const kept = (most = Number.POSITIVE_INFINITY) => {
  const said: Item[] = [];
  const remarks: string[] = [];
  const output: Output = {
    language: 'zh-CN',
    json: true,
    say: (object) => void said.push(object as Item),
    isOver: () => said.length >= most,
    remark: (sentence) => void remarks.push(sentence),
    progress: () => ({ at: () => undefined, done: () => undefined }),
  };
  return { output, said, remarks };
};

const findings = async (job: Partial<FindingsJob> = {}, most?: number) => {
  const { output, said, remarks } = kept(most);
  const failed = await runFindings(deps, { on: plainDate('2026-06-15'), ...job }, output);
  // What is said is headed by its columns.
  if (said.length > 0) expect(remarks.shift()).toMatch(/^对象/);
  return {
    failed,
    remarks,
    households: [...new Set(said.map(({ subject }) => String(subject).slice(0, 12)))],
  };
};
const ALL = ['511722000001', '511722000002', '511722000003'];
const spoilRecord = (item: Item) => {
  const { members } = item.record as { members: Item[] };
  for (const member of members) member.birth = { 成员2之0: '511799199203050014' };
};

describe('findings', () => {
  test('name a record that cannot be read, by its id alone, and go on', async () => {
    await tamper(deps.table, key, spoilRecord);
    const { failed, households, remarks } = await findings();
    expect([failed, households]).toEqual([[familyId(2)], [ALL[0], ALL[2]]]);
    expect(remarks).toEqual([expect.stringMatching(new RegExp(`无法读取.*${familyId(2)}$`))]);
    expect(deps.logged).toMatchObject([{ event: 'findings_record_failed', fields: { id: familyId(2) } }]);
    expect(JSON.stringify(deps.logged)).not.toMatch(/成员|511799/);
  });

  test('of a record whose summary alone cannot be read are said all the same, in its own area', async () => {
    await tamper(deps.table, key, (item) => {
      item.summary = {};
    });
    expect(await findings()).toMatchObject({ failed: [], households: [ALL[0], ALL[2], ALL[1]], remarks: [] });
    expect((await findings({ area: TOWNSHIP })).households).toHaveLength(3);
    const village = await findings({ area: AreaCode.parse(`${TOWNSHIP}203`) });
    expect(village).toMatchObject({ failed: [], households: [], remarks: ['没有符合条件的结论'] });
  });

  test('end where nobody reads them any more', async () => {
    const fault = failing(deps.table.client, { command: 'QueryCommand', times: 0, error: () => new Error() });
    expect(await findings({}, 0)).toMatchObject({ failed: [], households: [] });
    // The page of the first township, and of no other.
    expect(fault.attempts).toBe(1);
  });

  test('are cut short by a table that does not answer: no record is to blame for it', async () => {
    failing(deps.table.client, { command: 'QueryCommand', saying: 'FLAG#', error: FAULTS['a timeout'] });
    await expect(findings()).rejects.toThrow(Busy);
    expect(deps.logged).toEqual([]);
  });
});

test('the last object of a reconciliation names the records that failed', async () => {
  await tamper(deps.table, key, spoilRecord);
  const { output, said, remarks } = kept();
  await runReconcile(deps, { repair: false, by: 'terminal' }, output);
  expect(said.at(-1)).toEqual({ looked: 3, due: 0, differences: 0, failed: [familyId(2)] });
  expect(remarks.join()).toContain(familyId(2));
});
