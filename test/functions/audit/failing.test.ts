import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { NO_KEYS } from '../../../shared/secrets/keys.ts';
import { daysOfTownships } from '../../../shared/table/numbers/numbers.ts';
import { SUMMARY_NAME } from '../../../shared/table/record/stored-summary.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { TEST_KEYS, type TestDeps, testDeps } from '../../deps.ts';
import { testEndpoint } from '../../engine.ts';
import { familyId, placeId, placement, TOWNSHIP } from '../../families.ts';
import { cancelledFor, failing } from '../../shared/table/faulty.ts';
import { itemAt, tamper } from '../../shared/table/raw.ts';
import { audit, auditOf, clerk, ELSEWHERE, judged, RISE, settle } from './county.ts';

let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
  await settle(deps);
});

const keyOf = (n: number) => recordKey({ kind: 'household', id: familyId(n) });
/** The day on which the gaps of families 1 and 5 begin. */
const ON = '2026-07-21';

/** A record that nobody can read: a field of its members and a key that holds a name. */
const spoil = (n: number) =>
  tamper(deps.table, keyOf(n), (item) => {
    const record = item.record as { members: Record<string, unknown>[] };
    for (const member of record.members) {
      member.birth = '511799199203050014';
      member.capacity = { 成员1之0: '511799199203050014' };
    }
  });

const spoilSummary = (n: number) =>
  tamper(deps.table, keyOf(n), (item) => {
    item.summary = { [SUMMARY_NAME]: '成员1之0' };
  });

const PERSONAL = /成员|51179\d/;

describe('a record that cannot be read', () => {
  test('is named in the result and the log by its id alone, and stops no other', async () => {
    await auditOf(deps, RISE);
    await act(deps, clerk, placement(5, '2026-02-01', '2026-06-20'));
    await spoil(1);
    deps.goTo(ON);
    const part = await audit(deps, ON);
    expect(part).toMatchObject({ looked: 7, due: 2, changed: 1, failed: [familyId(1)] });
    const logged = deps.logged.filter(({ event }) => event === 'audit_record_failed');
    expect(logged).toEqual([
      {
        event: 'audit_record_failed',
        fields: expect.objectContaining({ id: familyId(1), township: TOWNSHIP }),
      },
    ]);
    expect(JSON.stringify(deps.logged)).not.toMatch(PERSONAL);
    const [day] = await daysOfTownships(deps.table, [TOWNSHIP], plainDate(ON));
    expect(day?.runs).toMatchObject([{ failed: [familyId(1)] }]);
    expect(day?.numbers).toMatchObject({ households: 6, sites: 1 });
  });

  test('in its summary alone is read from the record and its summary written anew', async () => {
    const whole = await itemAt(deps.table, keyOf(2));
    await spoilSummary(2);
    const part = await audit(deps, '2026-06-15');
    expect(part).toMatchObject({ looked: 7, due: 0, sites: 1, changed: 1, failed: [] });
    expect(await itemAt(deps.table, keyOf(2))).toEqual(whole);
    const [day] = await daysOfTownships(deps.table, [TOWNSHIP], plainDate('2026-06-15'));
    expect(day?.numbers).toMatchObject({ households: 6, people: 15, sites: 1 });
    expect(await audit(deps, '2026-06-15', { run: 'again' })).toMatchObject({ changed: 0 });
  });

  test('in its summary alone is written anew by a process that cannot look up people', async () => {
    const whole = await itemAt(deps.table, keyOf(2));
    await spoilSummary(2);
    const part = await audit({ ...deps, keys: async () => NO_KEYS }, '2026-06-15');
    expect(part).toMatchObject({ looked: 7, changed: 1, failed: [] });
    expect(await itemAt(deps.table, keyOf(2))).toEqual(whole);
  });

  test('in summary and record fails with the site that it lives at, which is not judged without it', async () => {
    await spoil(1);
    await spoilSummary(1);
    const site = await itemAt(deps.table, recordKey({ kind: 'site', id: placeId(1) }));
    const part = await audit(deps, '2026-06-15');
    expect([...part.failed].sort()).toEqual([familyId(1), placeId(1)]);
    expect(await itemAt(deps.table, recordKey({ kind: 'site', id: placeId(1) }))).toEqual(site);
    expect(JSON.stringify(deps.logged)).not.toMatch(PERSONAL);
  });

  test('that is mended is done by the next run', async () => {
    const sound = await itemAt(deps.table, keyOf(1));
    await spoil(1);
    deps.goTo(ON);
    expect((await audit(deps, ON)).failed).toEqual([familyId(1)]);
    await tamper(deps.table, keyOf(1), (item) => Object.assign(item, sound));
    expect(await audit(deps, ON, { run: 'next' })).toMatchObject({ due: 1, changed: 1, failed: [] });
    const { findings } = await judged(deps);
    expect(findings.find(({ id }) => id === familyId(1))?.evaluated.findings).toContainEqual(
      expect.objectContaining({ rule: 'R3', outcome: 'gap', since: ON }),
    );
  });
});

describe('an audit that is cut short', () => {
  const R3_OF_1 = { subject: familyId(1), rule: 'R3', state: 'open', outcome: 'gap', since: ON };
  const isFound = async () =>
    expect((await judged(deps)).flags).toContainEqual(expect.objectContaining(R3_OF_1));
  beforeEach(async () => {
    await auditOf(deps, RISE);
    deps.goTo(ON);
  });

  test('by a table that is throttling names the record, and the next run does it', async () => {
    const error = () => cancelledFor('ThrottlingError');
    const fault = failing(deps.table.client, { command: 'TransactWriteItemsCommand', error });
    expect(await audit(deps, ON)).toMatchObject({ due: 1, changed: 0, failed: [familyId(1)] });
    fault.stop();
    expect(await audit(deps, ON, { run: 'next' })).toMatchObject({ due: 1, changed: 1, failed: [] });
    await isFound();
  });

  test('before its numbers are written fails as a whole, and the next run only has those to write', async () => {
    const error = () => new Error('injected');
    const fault = failing(deps.table.client, { command: 'UpdateItemCommand', error });
    await expect(audit(deps, ON)).rejects.toThrow('injected');
    fault.stop();
    await isFound();
    expect(await audit(deps, ON, { run: 'next' })).toMatchObject({ due: 0, changed: 0, failed: [] });
    expect(await daysOfTownships(deps.table, [TOWNSHIP], plainDate(ON))).toMatchObject([
      { numbers: { households: 6 } },
    ]);
  });

  test('in the middle of its households is completed by the next run', async () => {
    await act(deps, clerk, placement(5, '2026-02-01', '2026-06-20'));
    deps.goTo(ON);
    // Dies once it has done with one of the two who are due: neither the other nor the sites nor the numbers follow.
    const error = () => new Error('injected');
    const saying = familyId(1);
    const one = failing(deps.table.client, { command: 'TransactWriteItemsCommand', saying, error });
    const other = failing(deps.table.client, { command: 'UpdateItemCommand', error });
    await expect(audit(deps, ON)).rejects.toThrow('injected');
    one.stop();
    other.stop();
    expect(await audit(deps, ON, { run: 'next' })).toMatchObject({ due: 1, changed: 1, failed: [] });
    await isFound();
  });
});

test('the message of a township with a failed record goes back to the queue, and so does a poison one', async () => {
  await spoil(1);
  vi.stubEnv('DYNAMODB_ENDPOINT', await testEndpoint());
  vi.stubEnv('HOUFU_TABLE', deps.table.name);
  vi.stubEnv('HOUFU_PERSON_KEY', Buffer.from(TEST_KEYS.person[0] ?? []).toString('base64'));
  const lines: string[] = [];
  const stderr = vi.spyOn(process.stderr, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
  const { handler } = await import('../../../functions/audit/township-lambda.ts');
  const message = (township: string) => JSON.stringify({ run: 'r', on: ON, township });
  const bodies = [message(TOWNSHIP), '{"run":', message(ELSEWHERE), message('nowhere')];
  const Records = bodies.map((body, i) => ({ messageId: `m${i}`, body })) as SQSEvent['Records'];
  const response: SQSBatchResponse = await handler({ Records });
  stderr.mockRestore();
  vi.unstubAllEnvs();
  expect(response.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['m0', 'm1', 'm3']);
  const events = lines.map((line) => JSON.parse(line));
  expect(events.filter(({ event }) => event === 'township_audited')).toMatchObject([
    { failed: [familyId(1)] },
    { failed: [], looked: 0 },
  ]);
  expect(lines.join('')).not.toMatch(PERSONAL);
});
