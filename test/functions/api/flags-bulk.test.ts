import { beforeEach, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { flagIdOf } from '../../../shared/domain/ledger/flag-id.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { verifyHistory } from '../../../shared/queries/verified-history.ts';
import { headOf } from '../../../shared/table/record/records.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, placement } from '../../families.ts';
import { FAULTS, failing } from '../../shared/table/faulty.ts';
import { everything, tamper } from '../../shared/table/raw.ts';
import { apiOf } from './county.ts';

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
const lead = person('county_lead');
const idOf = (n: number, rule: 'R2' | 'R3' | 'R7' = 'R3') =>
  flagIdOf({ kind: 'household', id: familyId(n) }, { rule });
const home = (n: number) => ({ kind: 'household', id: familyId(n) }) as const;

beforeEach(async () => {
  deps = await testDeps();
  ({ ask } = apiOf(deps));
  for (let n = 1; n <= 5; n++) await act(deps, person('admin', '5117'), family(n, 2));
});

const ASSIGN = { assignee: 'hr_clerk-1', role: 'hr_clerk', dueOn: '2026-06-30' };
const bulk = (
  ids: readonly string[],
  {
    step = 'assign',
    input = ASSIGN as object,
    as = lead as Actor,
    headers = {} as Record<string, string>,
  } = {},
) => ask('/flags/bulk', { method: 'POST', body: { ids, step, input }, as, headers });
const itemsOf = async (...of: Parameters<typeof bulk>) => {
  const { status, body, text } = await bulk(...of);
  expect(status, text).toBe(200);
  return body.items;
};
const stateOf = async (n: number, rule = 'R3') =>
  (await headOf(deps.table, home(n)))?.flags.find((flag) => flag.rule === rule)?.state;

describe('a step with many flags', () => {
  test('is taken with each that allows it, and says of every other why not', async () => {
    await act(deps, person('hr_clerk'), placement(2, '2026-02-20'));
    await act(deps, person('admin', '5117'), {
      subject: home(5),
      steps: [{ name: 'correct-household', input: { area: '511723100', origin: '511722107' } } as never],
    });
    const ids = [idOf(1), idOf(2), idOf(1, 'R7'), idOf(9), idOf(5), idOf(3)];
    expect(await itemsOf(ids)).toEqual([
      { id: idOf(1), done: true, state: 'assigned' },
      {
        ...{ id: idOf(2), done: false, code: 'flag_step_not_possible' },
        message: '该问题现在是“待复核”，不能交办；现在可以：复核销号（县级分管领导）、退回（县级分管领导）',
      },
      {
        ...{ id: idOf(1, 'R7'), done: false, code: 'flag_unknown' },
        message: '没有这个问题，请核对编号；检查中发现的问题可以手工登记',
      },
      {
        ...{ id: idOf(9), done: false, code: 'record_unknown' },
        message: '没有找到该记录，或不在您的管辖范围内，请核对',
      },
      { id: idOf(5), done: false, code: 'origin_reads_only', message: expect.stringContaining('由迁入地') },
      { id: idOf(3), done: true, state: 'assigned' },
    ]);
    expect([await stateOf(1), await stateOf(2), await stateOf(3)]).toEqual([
      ...['assigned', 'rectified', 'assigned'],
    ]);
  });

  test('does several flags of one record one after the other, each a change of its own', async () => {
    const before = (await headOf(deps.table, home(1)))?.record.version ?? 0;
    const begun: string[] = [];
    deps.table.client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          if (JSON.stringify(args.input).includes(familyId(1))) begun.push(String(commandName));
          return next(args);
        },
      { step: 'initialize' },
    );
    const items = await itemsOf([idOf(1), idOf(2), idOf(1, 'R2')]);
    expect(items.map(({ done }) => done)).toEqual([true, true, true]);
    // The second is not begun before the first is written: none meets another at its version.
    const one = ['QueryCommand', 'TransactWriteItemsCommand'];
    expect(begun).toEqual([...one, ...one]);
    expect((await headOf(deps.table, home(1)))?.record.version).toBe(before + 2);
    expect(await verifyHistory(deps, home(1))).toEqual([]);
  });

  test.each([
    ['note', { text: '已联系' }, person('hr_clerk'), 'rectifying'],
    ['submit', { evidence: ['照片'] }, person('hr_clerk'), undefined],
    ['verify', {}, lead, undefined],
    ['return', { reason: '不清' }, lead, undefined],
    ['waive', { reason: '停工', until: '2026-07-31' }, lead, 'waived'],
  ])('can be any: %s', async (step, input, as, state) => {
    await itemsOf([idOf(1), idOf(2)]);
    const items = await itemsOf([idOf(1), idOf(2)], { step, input, as });
    expect(items.map((item) => item.state)).toEqual([state, state]);
    expect(items.map(({ done }) => done)).toEqual([state !== undefined, state !== undefined]);
  });

  test.each<[string, object, number, string, string]>([
    ['of none', { ids: [] }, 400, 'ids', 'too_small'],
    ['of 101', { ids: Array.from({ length: 101 }, (_, n) => idOf(n)) }, 400, 'ids', 'too_big'],
    ['of one twice', { ids: [idOf(1), idOf(1)] }, 400, 'ids', 'flag_twice'],
    ['of what is no flag', { ids: ['x'] }, 400, 'ids.0', 'id_malformed'],
    ['that there is not', { step: 'open' }, 400, 'step', 'invalid_union'],
    ['told something else', { step: 'waive' }, 400, 'input.reason', 'invalid_type'],
    ['with a surplus field', { note: '' }, 400, 'note', 'unrecognized_keys'],
  ])('%s is refused as a whole', async (_, parts, status, path, code) => {
    const body = { ids: [idOf(1)], step: 'assign', input: ASSIGN, ...parts };
    const answer = await ask('/flags/bulk', { method: 'POST', body, as: lead });
    expect([answer.status, answer.body.errors[0]]).toMatchObject([status, { path, code }]);
    expect(await stateOf(1)).toBe('open');
  });

  test('is refused as a whole where the role may do it nowhere, and where a version is to match', async () => {
    const clerks = await bulk([idOf(1)], { as: person('hr_clerk') });
    expect([clerks.status, clerks.body.errors[0]?.code]).toEqual([403, 'not_permitted']);
    const matching = await bulk([idOf(1)], { headers: { 'if-match': '"1"' } });
    expect([matching.status, matching.body.errors]).toMatchObject([400, [{ code: 'if_match_of_many' }]]);
    expect(await stateOf(1)).toBe('open');
  });

  test('of a hundred is done', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => idOf(n + 1, n < 5 ? 'R3' : 'R2'));
    const items = await itemsOf(ids);
    expect(items.map(({ id }) => id)).toEqual(ids);
    expect(items.filter(({ done }) => done)).toHaveLength(5);
  });
});

describe('told again under its key', () => {
  const key = (name: string) => ({ headers: { 'idempotency-key': name } });

  test('does nothing twice and answers alike, though the first has made it impossible', async () => {
    const first = await itemsOf([idOf(1), idOf(2)], key('a'));
    const before = await everything(deps.table);
    expect(await itemsOf([idOf(1), idOf(2)], key('a'))).toEqual(first);
    expect(await everything(deps.table)).toEqual(before);
  });

  test('does not note twice what could be noted twice', async () => {
    await itemsOf([idOf(1)]);
    const note = { step: 'note', input: { text: '已联系' }, as: person('hr_clerk'), ...key('n') };
    await itemsOf([idOf(1)], note);
    await itemsOf([idOf(1)], note);
    const { body } = await ask(`/flags/${idOf(1)}`);
    expect((body as never as { notes: unknown[] }).notes).toHaveLength(1);
  });

  test('tries anew what was refused, once that is put right', async () => {
    await act(deps, person('hr_clerk'), placement(1, '2026-02-20'));
    const verify = { step: 'verify', input: {}, ...key('v') };
    expect(await itemsOf([idOf(1), idOf(2)], verify)).toMatchObject([{ state: 'closed' }, { done: false }]);
    await act(deps, person('hr_clerk'), placement(2, '2026-02-20'));
    expect(await itemsOf([idOf(1), idOf(2)], verify)).toMatchObject([
      { state: 'closed' },
      { state: 'closed' },
    ]);
  });

  test('is refused with another body, whichever flags that is about, and as another request', async () => {
    await itemsOf([idOf(1)], key('b'));
    for (const [ids, more] of [
      [[idOf(1), idOf(2)], {}],
      [[idOf(3)], {}],
      [[idOf(1)], { input: { ...ASSIGN, dueOn: '2026-07-01' } }],
    ] as const) {
      const { status, body } = await bulk(ids, { ...key('b'), ...more });
      expect([status, body.errors[0]?.code]).toEqual([422, 'key_used_otherwise']);
    }
    const single = await ask(`/flags/${idOf(4)}/assign`, {
      method: 'POST',
      body: ASSIGN,
      as: lead,
      ...key('b'),
    });
    expect([single.status, single.body.errors[0]?.code]).toEqual([422, 'key_used_otherwise']);
    expect([await stateOf(2), await stateOf(3), await stateOf(4)]).toEqual(['open', 'open', 'open']);
  });
});

describe('under faults', () => {
  const WITH_KEY = { headers: { 'idempotency-key': 'f' } };

  test.each(Object.entries(FAULTS))(
    'a reply lost to %s is nothing lost and nothing doubled, in the same request or the next',
    async (_, error) => {
      const ids = [1, 2, 3, 4].map((n) => idOf(n));
      const fault = failing(deps.table.client, {
        ...{ command: 'TransactWriteItemsCommand', done: true, error, saying: familyId(2) },
      });
      const first = await itemsOf(ids, WITH_KEY);
      fault.stop();
      expect(first.map(({ done, code }) => code ?? done)).toEqual([true, 'busy', true, true]);
      expect(first[1]?.message).toContain('请带原来的 Idempotency-Key 重试，不会重复办理');
      // It was done nevertheless: the repeat says so, and does it no second time.
      expect(await itemsOf(ids, WITH_KEY)).toMatchObject(ids.map((id) => ({ id, state: 'assigned' })));
      for (const n of [1, 2, 3, 4]) {
        const head = await headOf(deps.table, home(n));
        expect(head?.flags.find(({ rule }) => rule === 'R3')?.history).toHaveLength(2);
        expect(await verifyHistory(deps, home(n))).toEqual([]);
      }
    },
  );

  test('a table that is away for one record stops no other, and the repeat does the rest', async () => {
    const fault = failing(deps.table.client, {
      ...{ command: 'TransactWriteItemsCommand', error: FAULTS.throttling, saying: familyId(3) },
    });
    const ids = [idOf(3), idOf(1)];
    expect(await itemsOf(ids, WITH_KEY)).toMatchObject([{ done: false, code: 'busy' }, { done: true }]);
    fault.stop();
    expect(await stateOf(3)).toBe('open');
    expect(await itemsOf(ids, WITH_KEY)).toMatchObject([{ done: true }, { done: true }]);
  });

  test('a record that cannot be read is named in the log by its id, and stops no other', async () => {
    await tamper(deps.table, recordKey(home(2)), (item) => {
      (item.record as { members: unknown }).members = '成员2之0';
    });
    const items = await itemsOf([idOf(2), idOf(1)]);
    expect(items).toEqual([
      { id: idOf(2), done: false, code: 'failed', message: '系统内部错误，本条没有保存，请联系管理员' },
      { id: idOf(1), done: true, state: 'assigned' },
    ]);
    const logged = deps.logged.filter(({ event }) => event === 'bulk_flag_failed');
    expect(logged).toMatchObject([{ fields: { id: idOf(2) } }]);
    expect(JSON.stringify(deps.logged)).not.toContain('成员2之0');
  });
});
