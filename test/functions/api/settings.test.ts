import { beforeEach, describe, expect, test } from 'vitest';
import { auditTownship } from '../../../functions/audit/township.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { hashOf } from '../../../shared/domain/history/hash.ts';
import { ChangeEntry } from '../../../shared/domain/records/change.ts';
import { DEFAULT_SETTINGS } from '../../../shared/domain/rules/default-settings.ts';
import { countySettings } from '../../../shared/table/settings.ts';
import { settingsChangeKey, settingsPartition } from '../../../shared/table/store/keys.ts';
import { isWrite, recordCalls } from '../../calls.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../../families.ts';
import { cancelledFor, FAULTS, failing } from '../../shared/table/faulty.ts';
import { everything, itemAt } from '../../shared/table/raw.ts';
import { apiOf, type Question } from './county.ts';
import { walked } from './walk.ts';

const COUNTY = AreaCode.parse('511722');
const admin = person('admin', '511722');

interface Shown {
  readonly version: number;
  readonly isDefault: boolean;
  readonly values: typeof DEFAULT_SETTINGS;
  readonly versions: readonly {
    readonly from: string;
    readonly state: string;
    readonly by: string;
    readonly at: string;
    readonly reason: string;
    readonly changes: unknown;
    readonly values: typeof DEFAULT_SETTINGS;
  }[];
}

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
beforeEach(async () => {
  deps = await testDeps();
  ({ ask } = apiOf(deps));
});

const reason = '县政府常务会议纪要第12号';
const put = (from: string, values: object, { headers = {}, ...question }: Question = {}) =>
  ask(`/settings/${COUNTY}`, {
    method: 'PUT',
    as: admin,
    body: { from, values, reason },
    headers,
    ...question,
  });
const withdraw = (from: string) =>
  ask(`/settings/${COUNTY}/withdraw`, { method: 'POST', as: admin, body: { from, reason: '改期' } });
const shown = async () => {
  const { body, headers, status } = await ask(`/settings/${COUNTY}`);
  return { status, etag: headers.get('etag'), ...(body as unknown as Shown) };
};
const mine = async () => (await everything(deps.table)).filter(({ pk }) => pk === settingsPartition(COUNTY));

describe('a county’s settings', () => {
  test('are the defaults where it has none of its own, and say so', async () => {
    expect(await shown()).toEqual({
      ...{ status: 200, etag: '"0"', area: COUNTY, version: 0, on: '2026-06-15' },
      ...{ isDefault: true, values: DEFAULT_SETTINGS, versions: [] },
    });
  });

  test('are put down from a day on, and shown with who did it, when, why, and what becomes another', async () => {
    const answer = await put('2026-07-01', {
      graceDays: 45,
      deadlineDays: { R3: 45 },
      autoClose: { R2: true },
    });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"1"']);
    expect(answer.body).toEqual({
      ...{ kind: 'settings', id: COUNTY, version: 1, changed: true, made: [], outcomes: {}, flags: [] },
    });
    const upcoming = await shown();
    expect(upcoming).toMatchObject({ etag: '"1"', version: 1, isDefault: true, values: DEFAULT_SETTINGS });
    expect(upcoming.versions).toEqual([
      {
        ...{ from: '2026-07-01', state: 'upcoming', by: 'admin-1', at: '2026-06-15T04:00:00.000Z', reason },
        changes: [
          { path: 'graceDays', from: 30, to: 45 },
          { path: 'deadlineDays.R3', from: 30, to: 45 },
          { path: 'autoClose.R2', from: false, to: true },
        ],
        values: {
          ...{ ...DEFAULT_SETTINGS, graceDays: 45 },
          deadlineDays: { ...DEFAULT_SETTINGS.deadlineDays, R3: 45 },
          autoClose: { ...DEFAULT_SETTINGS.autoClose, R2: true },
        },
      },
    ]);
    deps.goTo('2026-07-01');
    expect(await shown()).toMatchObject({
      isDefault: false,
      values: { graceDays: 45 },
      versions: [{ state: 'in_force' }],
    });
  });

  test('keep every change: of what was replaced and withdrawn too, chained each to the one before', async () => {
    await put('2026-07-01', { graceDays: 45 });
    await put('2026-07-01', { graceDays: 60 });
    await put('2026-08-01', { levelDays: 10 });
    await withdraw('2026-07-01');
    const path = `/settings/${COUNTY}/changes`;
    const { items } = await walked(ask, path, 1);
    expect(
      items.map(({ version, commands, actor, role, changes }) => [version, commands, actor, role, changes]),
    ).toEqual([
      [4, ['withdraw-settings'], 'admin-1', 'admin', [{ path: '[2026-07-01].graceDays', from: 60, to: 30 }]],
      [3, ['put-settings'], 'admin-1', 'admin', [{ path: '[2026-08-01].levelDays', from: 15, to: 10 }]],
      [2, ['put-settings'], 'admin-1', 'admin', [{ path: '[2026-07-01].graceDays', from: 45, to: 60 }]],
      [1, ['put-settings'], 'admin-1', 'admin', [{ path: '[2026-07-01].graceDays', from: 30, to: 45 }]],
    ]);
    expect(items[0]).toMatchObject({ reason: '改期' });
    expect(items[0]).not.toHaveProperty('previous');
    const entries = await Promise.all(
      [1, 2, 3, 4].map(async (version) =>
        ChangeEntry.parse((await itemAt(deps.table, settingsChangeKey(COUNTY, version))).change),
      ),
    );
    const { lastChange, versions } = await countySettings(deps.table, COUNTY);
    expect([...entries.map(({ previous }) => previous), lastChange?.hash]).toEqual([
      undefined,
      ...entries.map(hashOf),
    ]);
    // What was put down on the first of August began from what held then, and goes on saying so.
    expect(versions).toMatchObject([{ from: '2026-08-01', values: { graceDays: 60, levelDays: 10 } }]);
  });

  test('of a version in force are only followed by another', async () => {
    await put('2026-06-15', { graceDays: 45 });
    for (const answer of [await put('2026-06-15', { graceDays: 60 }), await withdraw('2026-06-15')]) {
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toMatchObject([
        {
          path: 'from',
          code: 'settings_in_force',
          message: expect.stringContaining('2026年6月15日起的设置已经生效'),
        },
      ]);
    }
    expect((await put('2026-06-16', { graceDays: 60 })).status).toBe(200);
    expect((await shown()).versions.map(({ state }) => state)).toEqual(['upcoming', 'in_force']);
  });

  test('do not change for a day that is over', async () => {
    const { status, body } = await put('2026-06-14', { graceDays: 45 });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([
      {
        path: 'from',
        code: 'settings_in_past',
        message: expect.stringContaining('已过的日子按当时的设置评判'),
      },
    ]);
    expect(await mine()).toEqual([]);
  });

  test('that would be as they are write nothing', async () => {
    const calls = recordCalls(deps.table.client);
    expect((await put('2026-07-01', { graceDays: 30 })).body).toMatchObject({ changed: false, version: 0 });
    expect(calls.filter(isWrite)).toEqual([]);
    await put('2026-07-01', { graceDays: 45 });
    calls.length = 0;
    expect((await put('2026-07-01', { graceDays: 45 })).body).toMatchObject({ changed: false, version: 1 });
    expect(calls.filter(isWrite)).toEqual([]);
    // One consistent read and one transaction are what a change takes.
    await put('2026-07-01', { graceDays: 60 });
    expect(calls.slice(-2).map(({ command, consistent }) => [command, consistent])).toEqual([
      ['QueryCommand', true],
      ['TransactWriteItemsCommand', false],
    ]);
  });
});

describe('what cannot be put down is said, all of it at once, and changes nothing', () => {
  const wrong = async (body: object, as = admin, path = `/settings/${COUNTY}`) => {
    const answer = await ask(path, { method: 'PUT', as, body });
    expect(await mine()).toEqual([]);
    return { status: answer.status, errors: answer.body.errors };
  };

  test('by field, value and bounds', async () => {
    const values = {
      graceDays: -1,
      minLinkedShare: 1.5,
      deadlineDays: { R3: 0.5 },
      retirementAge: 80,
      workingAge: '16',
    };
    const { status, errors } = await wrong({ from: '2026-07-01', values, reason });
    expect(status).toBe(400);
    expect(errors).toEqual(
      expect.arrayContaining([
        {
          path: 'values.graceDays',
          code: 'setting_not_whole_between',
          message: '填的是-1，应为0至1095的整数，请修改',
        },
        {
          path: 'values.minLinkedShare',
          code: 'setting_not_between',
          message: '填的是1.5，应在0至1之间，请修改',
        },
        {
          path: 'values.deadlineDays.R3',
          code: 'setting_not_whole_between',
          message: '填的是0.5，应为1至1095的整数，请修改',
        },
        {
          path: 'values.retirementAge',
          code: 'setting_not_whole_between',
          message: '填的是80，应为50至75的整数，请修改',
        },
        { path: 'values.workingAge', code: 'invalid_type', message: expect.any(String) },
      ]),
    );
    expect(errors).toHaveLength(5);
  });

  test.each([
    [{ values: {}, reason }, 'from', 'invalid_type'],
    [{ from: '2026-07-01', values: {} }, 'reason', 'invalid_type'],
    [{ from: '2026-07-01', reason }, 'values', 'invalid_type'],
    [{ from: '2026-02-30', values: {}, reason }, 'from', 'invalid_format'],
    [{ from: '2026-07-01', values: { graceDay: 1 }, reason }, 'values.graceDay', 'unrecognized_keys'],
    [
      { from: '2026-07-01', values: { deadlineDays: { R10: 1 } }, reason },
      'values.deadlineDays',
      'unrecognized_keys',
    ],
    [
      { from: '2026-07-01', values: { autoClose: { R3: 'yes' } }, reason },
      'values.autoClose.R3',
      'invalid_type',
    ],
    [
      { from: '2026-07-01', values: {}, channels: [{ area: '511722', channel: { id: 'x' } }], reason },
      'channels.0.channel.kind',
      'invalid_union',
    ],
  ])('%j', async (body, path, code) => {
    expect(await wrong(body)).toMatchObject({ status: 400, errors: [{ path, code }] });
  });

  test('in two that only together cannot be', async () => {
    const values = { stableWageDays: 200, wageWindowDays: 180 };
    const { status, errors } = await wrong({ from: '2026-07-01', values, reason });
    expect(status).toBe(422);
    expect(errors).toMatchObject([
      {
        path: 'values.stableWageDays',
        code: 'settings_wage_days',
        message: expect.stringContaining('200多于统计期180天'),
      },
    ]);
  });

  test('of what is no county, or lies elsewhere', async () => {
    const body = { from: '2026-07-01', values: { graceDays: 45 }, reason };
    const all = person('admin', '51');
    for (const path of ['511722107', '5117', '511799', 'x'])
      expect((await wrong(body, all, `/settings/${path}`)).status).toBe(404);
    expect(await wrong(body, person('admin', '511723'))).toMatchObject({
      status: 403,
      errors: [{ code: 'outside_areas' }],
    });
    // Whoever administers a township alone does not change what its county is judged by.
    expect(await wrong(body, person('admin', TOWNSHIP))).toMatchObject({
      status: 403,
      errors: [{ code: 'outside_areas' }],
    });
    expect((await ask(`/settings/${COUNTY}`, { method: 'PUT', as: all, body })).status).toBe(200);
  });
});

test('whoever works in a county sees what it is judged by', async () => {
  await put('2026-07-01', { graceDays: 45 });
  for (const area of ['5117', '511722', TOWNSHIP, `${TOWNSHIP}203`])
    for (const path of [`/settings/${COUNTY}`, `/settings/${COUNTY}/changes`])
      expect((await ask(path, { as: person('township_clerk', area) })).status).toBe(200);
  expect((await ask(`/settings/${COUNTY}`, { as: person('city_lead', '511723') })).status).toBe(403);
});

describe('two at once, repeats and faults', () => {
  test('each of those who put down the first settings at once is kept', async () => {
    const days = Array.from({ length: 8 }, (_, i) => `2026-07-0${i + 1}`);
    const answers = await Promise.all(days.map((from, i) => put(from, { graceDays: 31 + i })));
    expect(answers.map(({ status }) => status)).toEqual(days.map(() => 200));
    expect(new Set(answers.map(({ body }) => (body as unknown as Shown).version)).size).toBe(8);
    const { version, versions } = await shown();
    expect([version, versions.map(({ from }) => from).reverse()]).toEqual([8, days]);
  });

  test('whoever has seen other settings is told so', async () => {
    await put('2026-07-01', { graceDays: 45 }, { headers: { 'if-match': '"0"' } });
    const late = await put('2026-07-01', { graceDays: 60 }, { headers: { 'if-match': '"0"' } });
    expect([late.status, late.body.errors[0]?.code]).toEqual([412, 'version_changed']);
    expect((await put('2026-07-01', { graceDays: 60 }, { headers: { 'if-match': '"1"' } })).status).toBe(200);
  });

  test('the same key and body is done once and answered alike, also once the day has come', async () => {
    const headers = { 'idempotency-key': 'k1' };
    const first = await put('2026-06-15', { graceDays: 45 }, { headers });
    const again = await put('2026-06-15', { graceDays: 45 }, { headers });
    expect([again.status, again.text]).toEqual([200, first.text]);
    expect((await shown()).version).toBe(1);
    const other = await put('2026-06-15', { graceDays: 50 }, { headers });
    expect([other.status, other.body.errors[0]?.code]).toEqual([422, 'key_used_otherwise']);
    // What changes nothing is remembered as well.
    const nothing = { headers: { 'idempotency-key': 'k2' } };
    const texts = [await put('2026-07-01', {}, nothing), await put('2026-07-01', {}, nothing)].map(
      ({ text }) => text,
    );
    expect(texts[0]).toBe(texts[1]);
    // Whoever may no longer do it is not told what came of it.
    const gone = await put('2026-06-15', { graceDays: 45 }, { headers, as: person('admin', '511723') });
    expect(gone.status).toBe(403);
  });

  test.each(Object.entries(FAULTS))(
    '%s that goes on is 503, and nothing is half-written',
    async (_, error) => {
      for (const command of ['QueryCommand', 'TransactWriteItemsCommand']) {
        const fault = failing(deps.table.client, { command, error });
        const { status, headers } = await put('2026-07-01', { graceDays: 45 });
        expect([status, headers.get('retry-after')]).toEqual([503, '2']);
        fault.stop();
        expect(await mine()).toEqual([]);
      }
    },
  );

  test('what passes, or whose reply was lost, is done once', async () => {
    const throttled = failing(deps.table.client, {
      ...{ command: 'TransactWriteItemsCommand', times: 2 },
      error: () => cancelledFor('ThrottlingError'),
    });
    expect((await put('2026-07-01', { graceDays: 45 })).body).toMatchObject({ changed: true, version: 1 });
    throttled.stop();
    failing(deps.table.client, {
      ...{ command: 'TransactWriteItemsCommand', times: 1, done: true },
      error: FAULTS['a lost connection'],
    });
    expect((await put('2026-08-01', { graceDays: 60 })).body).toMatchObject({ changed: true, version: 2 });
    expect(await shown()).toMatchObject({
      version: 2,
      versions: [{ from: '2026-08-01' }, { from: '2026-07-01' }],
    });
  });
});

describe('a changed threshold', () => {
  const clerk = person('township_clerk');
  const audit = (on: string) => {
    deps.goTo(on);
    return auditTownship(deps, { run: `run of ${on}`, on: plainDate(on), township: TOWNSHIP });
  };
  const late = async () =>
    ((await ask(`/numbers?area=${TOWNSHIP}`)).body as unknown as { notYetEvaluated: unknown })
      .notYetEvaluated;
  const outcomeOn = async (on: string) => {
    const { body } = await ask(`/households/${familyId(1)}/findings?on=${on}`);
    return body.items.find(({ rule }) => rule === 'R3')?.outcome;
  };

  test('makes nobody due before its day and everybody on it; days before are judged by what held then', async () => {
    await act(deps, clerk, place(1));
    for (const n of [2, 3]) await act(deps, clerk, family(n, 2, placeId(1)));
    // Out of work from the second of June on: thirty days of grace last beyond the end of the month.
    const { subject, steps } = family(1, 2, placeId(1));
    const job = placement(1, '2026-03-01', '2026-06-01').steps;
    await act(deps, clerk, { subject, steps: [...steps, ...job] });
    await audit('2026-06-18');
    await put('2026-06-20', { graceDays: 10, deadlineDays: { R3: 7 } });
    expect(await audit('2026-06-19')).toMatchObject({ looked: 4, due: 0, changed: 0 });
    expect(await late()).toEqual({ households: 0, sites: 0 });

    // The day begins: nobody has been evaluated for it, and the numbers say so until the audit comes.
    deps.goTo('2026-06-20');
    expect(await late()).toEqual({ households: 3, sites: 1 });
    expect(await audit('2026-06-20')).toMatchObject({ looked: 4, due: 3, changed: 4, failed: [] });
    expect(await late()).toEqual({ households: 0, sites: 0 });
    expect(await audit('2026-06-20')).toMatchObject({ due: 0, changed: 0 });

    expect(await outcomeOn('2026-06-19')).toBe('at_risk');
    expect(await outcomeOn('2026-06-20')).toBe('gap');
    const { items } = (await ask(`/flags?area=${TOWNSHIP}`)).body;
    // A deadline holds for what is found from its day on.
    expect(items.find(({ subject, rule }) => subject === familyId(1) && rule === 'R3')).toMatchObject({
      dueOn: '2026-06-27',
    });
    // A day before is counted by what held on it, although it is counted today.
    const counted = async (on: string) => {
      await auditTownship(deps, { run: 'again', on: plainDate(on), township: TOWNSHIP });
      const { body } = await ask(`/numbers?area=${TOWNSHIP}&on=${on}`);
      return (body as unknown as { rules: Record<string, unknown>[] }).rules.find(
        ({ rule }) => rule === 'R3',
      );
    };
    expect(await counted('2026-06-19')).toMatchObject({ at_risk: 1, gap: 2 });
    expect(await counted('2026-06-20')).toMatchObject({ at_risk: 0, gap: 3 });
  });

  test('that is withdrawn before its day makes nobody due', async () => {
    await act(deps, clerk, family(1));
    await put('2026-06-20', { graceDays: 10 });
    await withdraw('2026-06-20');
    expect(await audit('2026-06-20')).toMatchObject({ due: 0, changed: 0 });
  });
});
