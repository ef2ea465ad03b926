import { beforeEach, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { chineseCalendar } from '../../../shared/domain/calendar/chinese-calendar.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { DEFAULT_SETTINGS } from '../../../shared/domain/rules/default-settings.ts';
import { createPolicies } from '../../../shared/queries/policies.ts';
import { loadRecordWithFindings } from '../../../shared/queries/records.ts';
import { recordKey, settingsPartition } from '../../../shared/table/store/keys.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { familyId, personId, placeId, placement, TOWNSHIP } from '../../families.ts';
import { failing } from '../../shared/table/faulty.ts';
import { type Item, itemAt, put, tamper } from '../../shared/table/raw.ts';
import {
  COUNTY,
  check,
  ELSEWHERE,
  freeze,
  freezeCounty,
  frozenIn,
  frozenItems,
  lead,
  MONTH,
  onHousehold,
  settle,
} from './county.ts';

let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
  await settle(deps);
  deps.goTo('2026-06-01');
});

const subjectOf = (kind: 'household' | 'site', n: number) =>
  kind === 'site' ? ({ kind, id: placeId(n) } as const) : ({ kind, id: familyId(n) } as const);

/** What `findings` says of a subject on a day, as it would be frozen. */
const foundOn = async (kind: 'household' | 'site', n: number, on: string) => {
  const looked = await loadRecordWithFindings(deps, subjectOf(kind, n), plainDate(on));
  return looked?.findings.map(({ reasons: _, changesOn: __, ...kept }) => kept);
};

describe('a frozen month', () => {
  test('is what is found of every household and site on its last day', async () => {
    const parts = await freezeCounty(deps);
    expect(parts.every(({ complete, failed }) => complete && failed.length === 0)).toBe(true);
    const frozen = await frozenIn(deps, COUNTY);
    expect(frozen.map(({ id }) => id)).toEqual(
      [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map(familyId), placeId(1)].sort(),
    );
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9]) {
      const subject = frozen.find(({ id }) => id === familyId(n));
      expect(subject?.findings, String(n)).toEqual(await foundOn('household', n, '2026-05-31'));
    }
    const site = frozen.find(({ id }) => id === placeId(1));
    expect(site?.findings).toEqual(await foundOn('site', 1, '2026-05-31'));
    // Judged by those of the other township, too: without them no household were linked.
    expect(site).toMatchObject({
      name: '安置点1',
      findings: [{ rule: 'R1', outcome: 'at_risk' }],
      others: [{ id: familyId(8) }, { id: familyId(9) }],
    });
    const outcomes = new Set(frozen.flatMap(({ findings }) => findings.map(({ outcome }) => outcome)));
    expect([...outcomes].sort()).toEqual(['at_risk', 'gap', 'met', 'not_applicable', 'unknown']);
  });

  test('lists who is dissolved, to whom nothing applies, and who moves in on its last day', async () => {
    await freeze(deps);
    const frozen = await frozenIn(deps);
    const of = (n: number) => frozen.find(({ id }) => id === familyId(n))?.findings ?? [];
    expect(new Set(of(6).map(({ outcome }) => outcome))).toEqual(new Set(['not_applicable']));
    expect(of(7).find(({ rule }) => rule === 'R2')).toMatchObject({ since: '2026-05-31' });
    // Of the month before nothing applied to it yet.
    const before = Month.parse('2026-04');
    await freeze(deps, { month: before });
    const then = (await frozenIn(deps, TOWNSHIP, before)).find(({ id }) => id === familyId(7));
    expect(then?.findings.every(({ outcome, since }) => outcome === 'not_applicable' && !since)).toBe(true);
  });

  test('counts what it lists, and hashes it into one value for the county', async () => {
    const parts = await freezeCounty(deps);
    // Whoever came last closed the county.
    const hashes = [...new Set(parts.flatMap(({ hash }) => hash ?? []))];
    expect(hashes).toHaveLength(1);
    expect(hashes[0]).toMatch(/^[\w-]{43}$/);
    const items = await frozenItems(deps);
    const county = items.find(({ pk, sk }) => pk === `F#${COUNTY}` && sk === MONTH)?.frozen;
    const township = items.find(({ pk, sk }) => pk === `F#${TOWNSHIP}` && sk === MONTH)?.frozen;
    expect(county).toMatchObject({ hash: hashes[0] });
    expect(township).toMatchObject({
      households: 7,
      sites: 1,
      frozenAt: '2026-06-01T04:00:00.000Z',
      under: '2/default',
      rules: { R1: { at_risk: 1 }, R3: { met: 1, at_risk: 2, gap: 3, unknown: 0, not_applicable: 1 } },
    });
    const opened = items.find(({ sk }) => sk === `${MONTH}#OPENED`)?.frozen;
    expect(opened).toMatchObject({ on: '2026-05-31', rulesVersion: 2, settings: DEFAULT_SETTINGS });
  });

  test('holds no name and no number of anybody', async () => {
    await freezeCounty(deps);
    const frozen = await frozenIn(deps, COUNTY);
    expect(JSON.stringify(frozen)).not.toMatch(/成员|511799/);
  });

  test('is not to be had of a month that is not over', async () => {
    for (const [today, month] of [
      ['2026-06-01', '2026-06'],
      ['2026-05-31', '2026-05'],
      ['2026-06-01', '2027-01'],
    ]) {
      deps.goTo(today ?? '');
      const asked = freeze(deps, { month: Month.parse(month) });
      await expect(asked).rejects.toThrow(expect.objectContaining({ code: 'month_not_over' }));
    }
    expect(await frozenItems(deps)).toEqual([]);
  });

  test('of which something is caught up on later is still of its last day, from what is known by then', async () => {
    deps.goTo('2026-06-09');
    await act(deps, lead, placement(5, '2026-04-01'));
    await freeze(deps);
    const frozen = await frozenIn(deps);
    const of5 = frozen.find(({ id }) => id === familyId(5))?.findings;
    expect(of5).toEqual(await foundOn('household', 5, '2026-05-31'));
    expect(of5?.find(({ rule }) => rule === 'R3')).toMatchObject({ outcome: 'met', since: '2026-04-01' });
  });
});

describe('what is frozen never changes', () => {
  test('when facts do, and it is frozen again', async () => {
    await freezeCounty(deps);
    const before = await frozenItems(deps);
    deps.goTo('2026-06-20');
    for (const n of [5, 8]) await act(deps, lead, placement(n, '2026-01-05'));
    await onHousehold(deps, 1, { name: 'correct-household', input: { number: '改过' } });
    const again = await freeze(deps, { run: 'another' });
    expect(again).toMatchObject({ complete: true, frozen: 0, looked: 0, failed: [] });
    expect(await frozenItems(deps)).toEqual(before);
  });

  test('when it is frozen twice at once', async () => {
    const parts = await Promise.all(['a', 'b', 'c'].map((run) => freeze(deps, { run })));
    expect(parts.map(({ complete }) => complete)).toEqual([true, true, true]);
    expect(parts.reduce((sum, { frozen }) => sum + frozen, 0)).toBe(8);
    const frozen = await frozenIn(deps);
    expect(frozen).toHaveLength(8);
    expect(new Set(frozen.map(({ id }) => id)).size).toBe(8);
    await freezeCounty(deps);
    expect((await check(deps)).differences).toEqual([]);
  });

  test('when a reply was lost', async () => {
    const lost = Object.assign(new Error('injected'), { name: 'TimeoutError' });
    failing(deps.table.client, { command: 'PutItemCommand', times: 4, done: true, error: () => lost });
    const part = await freeze(deps);
    expect(part).toMatchObject({ complete: true, failed: [] });
    expect(await frozenIn(deps)).toHaveLength(8);
  });
});

test.each([
  ['2024-02', '2024-02-29'],
  ['2023-02', '2023-02-28'],
  ['2025-12', '2025-12-31'],
  ['2026-04', '2026-04-30'],
])('the month %s ends on %s', async (month, on) => {
  await freeze(deps, { month: Month.parse(month) });
  const frozen = await frozenIn(deps, TOWNSHIP, Month.parse(month));
  for (const n of [1, 4, 7]) {
    const subject = frozen.find(({ id }) => id === familyId(n));
    expect(subject?.findings).toEqual(await foundOn('household', n, on));
  }
});

describe('settings of the month', () => {
  const settingsFrom = async (from: string, values: object) => {
    await put(deps.table, {
      pk: settingsPartition(COUNTY),
      sk: from,
      values: { ...DEFAULT_SETTINGS, ...values },
    });
    deps = { ...deps, policies: createPolicies(deps.table, chineseCalendar, deps.clock) };
  };

  test('are those of its last day, also where they changed in its middle', async () => {
    await settingsFrom('2026-05-15', { graceDays: 5 });
    await settingsFrom('2026-06-01', { graceDays: 99 });
    await freezeCounty(deps);
    const frozen = await frozenIn(deps);
    const r3 = frozen.find(({ id }) => id === familyId(1))?.findings.find(({ rule }) => rule === 'R3');
    // The job ended on 20 May: with 5 days of grace that is a gap by the 31st.
    expect(r3).toMatchObject({ outcome: 'gap', since: '2026-05-26' });
    const opened = (await frozenItems(deps)).find(({ sk }) => sk === `${MONTH}#OPENED`)?.frozen;
    expect(opened).toMatchObject({
      settings: { graceDays: 5 },
      under: expect.stringMatching(/^2\/2026-05-15\//),
    });
    expect((await check(deps)).differences).toEqual([]);
    // What is changed for that day afterwards disturbs nothing.
    await settingsFrom('2026-05-15', { graceDays: 60 });
    expect((await check(deps)).differences).toEqual([]);
  });
});

describe('a record that fails', () => {
  const sound = new Map<number, Item>();
  const spoil = async (n: number) => {
    const key = recordKey(subjectOf('household', n));
    sound.set(n, await itemAt(deps.table, key));
    await tamper(deps.table, key, (item) => {
      for (const member of (item.record as { members: Item[] }).members) {
        member.birth = '511799199203050014';
      }
    });
  };
  const mend = async (n: number) => {
    const item = sound.get(n);
    if (!item) throw new Error('nothing was spoilt');
    await put(deps.table, item);
  };

  test('is named and stops no other; the township is whole once it can be read', async () => {
    await spoil(5);
    const part = await freeze(deps);
    expect(part).toMatchObject({ complete: false, failed: [familyId(5)], looked: 8, frozen: 7 });
    expect(await frozenIn(deps)).toEqual([]);
    const before = await frozenItems(deps);
    expect(before).toHaveLength(2);
    expect(deps.logged).toMatchObject([
      { event: 'freeze_record_failed', fields: { id: familyId(5), township: TOWNSHIP, month: MONTH } },
    ]);
    expect(JSON.stringify(deps.logged)).not.toMatch(/成员|511799/);
    await mend(5);
    deps.goTo('2026-06-03');
    expect(await freeze(deps)).toMatchObject({ complete: true, failed: [], frozen: 1 });
    expect(await frozenIn(deps)).toHaveLength(8);
    const after = await frozenItems(deps);
    expect(after.filter(({ sk }) => before.some((one) => one.sk === sk))).toEqual(before);
    await freezeCounty(deps);
    expect((await check(deps)).differences).toEqual([]);
  });

  test('takes the site with it that is judged by it, from whichever township', async () => {
    await spoil(8);
    expect(await freeze(deps)).toMatchObject({ complete: false, failed: [placeId(1)], frozen: 7 });
    expect(await freeze(deps, { township: ELSEWHERE })).toMatchObject({ failed: [familyId(8)], frozen: 1 });
    await mend(8);
    expect(await freeze(deps)).toMatchObject({ complete: true, frozen: 1 });
    await spoil(1);
    const month = Month.parse('2026-04');
    expect(await freeze(deps, { month })).toMatchObject({ failed: [familyId(1), placeId(1)] });
  });

  test('of a site: judged by whoever was tied to it then, also where they are no more', async () => {
    await spoil(1);
    await freeze(deps);
    await freeze(deps, { township: ELSEWHERE });
    await mend(1);
    const expected = await foundOn('site', 1, '2026-05-31');
    expect(expected).toMatchObject([{ rule: 'R1', outcome: 'at_risk' }]);
    deps.goTo('2026-06-05');
    const looked = await loadRecordWithFindings(deps, subjectOf('household', 9), plainDate('2026-06-05'));
    const link = looked?.record.kind === 'household' ? looked.record.linkages[0]?.id : undefined;
    if (!link) throw new Error('9 is linked');
    await onHousehold(deps, 9, { name: 'void-linkage', input: { id: link, reason: '录错' } });
    expect(await foundOn('site', 1, '2026-05-31')).toMatchObject([{ outcome: 'gap' }]);
    expect(await freeze(deps)).toMatchObject({ complete: true, frozen: 2 });
    const site = (await frozenIn(deps)).find(({ id }) => id === placeId(1));
    expect(site?.findings).toEqual(expected);
    expect((await check(deps, { within: TOWNSHIP })).differences).toEqual([]);
  });

  test('is frozen as it was known when the others were, whatever has become of it since', async () => {
    await spoil(5);
    await spoil(8);
    await freeze(deps);
    await freeze(deps, { township: ELSEWHERE });
    await mend(5);
    await mend(8);
    deps.goTo('2026-06-05');
    const expected = await foundOn('household', 5, '2026-05-31');
    await act(deps, lead, placement(5, '2026-01-05'));
    await onHousehold(deps, 2, {
      name: 'move-in',
      input: { movedIn: plainDate('2020-01-01'), siteId: null },
    });
    // Whoever is registered by now was not on record then.
    await act(deps, person('township_clerk'), {
      subject: { kind: 'household', id: familyId(50) },
      steps: [
        {
          name: 'register-household',
          input: { id: familyId(50), area: TOWNSHIP, movedIn: plainDate('2019-10-01') },
        },
      ],
    });
    await freezeCounty(deps);
    const frozen = await frozenIn(deps, COUNTY);
    expect(frozen.find(({ id }) => id === familyId(5))?.findings).toEqual(expected);
    expect(frozen.map(({ id }) => id)).not.toContain(familyId(50));
    expect(frozen).toHaveLength(10);
    expect((await check(deps)).differences).toEqual([]);
  });
});

describe('a run that died', () => {
  /** Enough people for two chunks. */
  const crowd = async () => {
    for (let n = 100; n < 170; n++) {
      const members = Array.from({ length: 40 }, (_, m) => ({
        ...{ id: personId(n, m), name: `某${m}`, birth: plainDate('1990-01-01') },
      }));
      const input = { id: familyId(n), area: TOWNSHIP, movedIn: plainDate('2019-10-01'), members };
      await onHousehold(deps, n, { name: 'register-household', input });
    }
  };
  const dies = (saying: string) =>
    failing(deps.table.client, { command: 'PutItemCommand', saying, error: () => new Error('died') });

  test('between two chunks is completed by the next, whatever has changed in between', async () => {
    deps.goTo('2026-05-02');
    await crowd();
    deps.goTo('2026-06-01');
    const fault = dies(`${MONTH}#0002`);
    await expect(freeze(deps)).rejects.toThrow('died');
    fault.stop();
    const before = await frozenItems(deps);
    expect(before.map(({ sk }) => sk)).toEqual([`${MONTH}#OPENED`, `${MONTH}#0001`]);
    deps.goTo('2026-06-04');
    const expected = await foundOn('household', 169, '2026-05-31');
    for (const n of [1, 169]) await act(deps, lead, placement(n, '2026-01-05'));
    const part = await freeze(deps, { run: 'next' });
    expect(part).toMatchObject({ complete: true, looked: 78 });
    expect(part.frozen).toBeLessThan(78);
    const after = await frozenItems(deps);
    expect(after).toEqual(expect.arrayContaining(before));
    expect(after.map(({ sk }) => sk)).toContain(`${MONTH}#0002`);
    for (const { content } of after) expect(String(content ?? '').length).toBeLessThan(240_000);
    const frozen = await frozenIn(deps);
    expect(new Set(frozen.map(({ id }) => id)).size).toBe(78);
    expect(frozen).toHaveLength(78);
    expect(frozen.find(({ id }) => id === familyId(169))?.findings).toEqual(expected);
    expect((await check(deps, { within: TOWNSHIP })).differences).toEqual([]);
  });

  test('before the township was closed is completed by the next', async () => {
    const fault = dies('"chunks"');
    await expect(freeze(deps)).rejects.toThrow('died');
    expect((await frozenItems(deps)).map(({ sk }) => sk)).not.toContain(MONTH);
    fault.stop();
    const before = await frozenItems(deps);
    deps.goTo('2026-06-04');
    await act(deps, lead, placement(5, '2026-01-05'));
    expect(await freeze(deps, { run: 'next' })).toMatchObject({ complete: true, frozen: 0, looked: 8 });
    expect(await frozenItems(deps)).toEqual(expect.arrayContaining(before));
    await freezeCounty(deps);
    expect((await check(deps)).differences).toEqual([]);
  });

  test('before the county was closed leaves that to whoever comes next', async () => {
    const fault = dies('"townships":{"M"');
    await expect(freezeCounty(deps)).rejects.toMatchObject({
      errors: expect.arrayContaining([expect.objectContaining({ message: 'died' })]),
    });
    fault.stop();
    expect((await check(deps)).differences).toEqual([{ what: 'county_missing', area: COUNTY }]);
    expect(await freeze(deps)).toMatchObject({ complete: true, hash: expect.any(String) });
    expect((await check(deps)).differences).toEqual([]);
  });
});
