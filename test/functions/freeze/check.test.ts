import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { hashOf } from '../../../shared/domain/history/hash.ts';
import type { ChangeEntry } from '../../../shared/domain/records/change.ts';
import { verifyHistory } from '../../../shared/queries/verified-history.ts';
import { parseChunk } from '../../../shared/table/assessments/stored-chunk.ts';
import {
  changeKey,
  frozenChunkKey,
  frozenKey,
  openedMonthKey,
  recordKey,
} from '../../../shared/table/store/keys.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { familyId, personId, placeId, placement, TOWNSHIP } from '../../families.ts';
import { failing } from '../../shared/table/faulty.ts';
import { type Item, itemAt, remove, tamper } from '../../shared/table/raw.ts';
import {
  COUNTY,
  check,
  ELSEWHERE,
  freeze,
  freezeCounty,
  INDUSTRY,
  lead,
  linked,
  MONTH,
  onHousehold,
  settle,
} from './county.ts';

let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
  await settle(deps);
  deps.goTo('2026-06-01');
  await freezeCounty(deps);
});

const household = (n: number) => ({ kind: 'household', id: familyId(n) }) as const;
const site = { kind: 'site', id: placeId(1) } as const;
const chunk = frozenChunkKey(TOWNSHIP, MONTH, 1);

const set = (item: Item, field: string, value: unknown): void => {
  if (value === undefined) delete item[field];
  else item[field] = value;
};

/** Rewrites the text of the township's chunk. */
const rewritten = (alter: (text: string) => string) =>
  tamper(deps.table, chunk, (item) => {
    const text = inflateRawSync(Buffer.from(String(item.content), 'base64')).toString();
    const altered = alter(text);
    expect(altered).not.toBe(text);
    item.content = deflateRawSync(altered).toString('base64');
  });

const change = (n: number, version: number, alter: (entry: Item) => void) =>
  tamper(deps.table, changeKey(household(n), version), ({ change: entry }) => alter(entry as Item));

describe('a check', () => {
  test('finds nothing otherwise, and says how much it looked at', async () => {
    const { checked, differences } = await check(deps);
    expect(differences).toEqual([]);
    expect(checked).toMatchObject({ county: COUNTY, month: MONTH, subjects: 10, differences: 0 });
    expect(checked.findings).toBeGreaterThan(80);
    expect((await check(deps, { within: ELSEWHERE })).checked).toMatchObject({ townships: 1, subjects: 2 });
  });

  test('is not disturbed by what is entered, corrected, voided, moved and re-evaluated afterwards', async () => {
    deps.goTo('2026-06-10');
    await act(deps, lead, placement(5, '2026-01-05', '2026-04-30'));
    await onHousehold(deps, 9, { name: 'correct-household', input: { area: TOWNSHIP } });
    await onHousehold(deps, 8, { name: 'dissolve-household', input: { on: plainDate('2026-05-01') } });
    await onHousehold(deps, 1, {
      name: 'member-died',
      input: { memberId: personId(1, 0), on: plainDate('2026-05-02') },
    });
    await onHousehold(deps, 2, linked(2));
    await act(deps, lead, {
      subject: site,
      steps: [
        {
          name: 'record-industry-status',
          input: { id: INDUSTRY, from: plainDate('2026-04-01'), value: 'stopped' },
        },
        { name: 'correct-site', input: { area: ELSEWHERE, occupied: plainDate('2021-01-01') } },
      ],
    });
    expect((await check(deps)).differences).toEqual([]);
    // Another month frozen now goes by what is known now, and is as sound.
    await freezeCounty(deps, Month.parse('2026-04'));
    expect((await check(deps, { month: Month.parse('2026-04') })).differences).toEqual([]);
  });

  test('at the very instant of the freezing takes what was frozen as known', async () => {
    await act(deps, lead, placement(5, '2026-01-05'));
    expect((await check(deps)).differences).toEqual([]);
  });

  test('of a month that nobody has frozen is refused', async () => {
    const asked = check(deps, { month: Month.parse('2026-03') });
    await expect(asked).rejects.toThrow(expect.objectContaining({ code: 'month_not_frozen' }));
  });

  test('of a month that is not whole says which townships are missing', async () => {
    const month = Month.parse('2026-04');
    await freeze(deps, { month });
    const { differences } = await check(deps, { month });
    expect(differences[0]).toEqual({ what: 'county_missing', area: COUNTY });
    expect(new Set(differences.slice(1).map(({ what }) => what))).toEqual(new Set(['township_missing']));
    expect(differences.map(({ area }) => area)).not.toContain(TOWNSHIP);
    expect((await check(deps, { month, within: TOWNSHIP })).differences).toEqual([]);
  });
});

describe('a check finds', () => {
  test('a finding that was edited in its chunk', async () => {
    await rewritten((text) => text.replace('R3/r/', 'R3/m/'));
    const { differences } = await check(deps);
    expect(differences).toEqual([
      { what: 'chunk_edited', area: TOWNSHIP, chunk: 1 },
      {
        ...{ what: 'finding', area: TOWNSHIP, kind: 'household', id: familyId(1), rule: 'R3' },
        frozen: { outcome: 'met', since: '2026-03-22' },
        recomputed: { outcome: 'at_risk', since: '2026-03-22' },
      },
    ]);
  });

  test('a household that was taken out of its chunk', async () => {
    await rewritten((text) =>
      text
        .split('\n')
        .filter((line) => !line.includes(familyId(4)))
        .join('\n'),
    );
    expect((await check(deps)).differences).toEqual([
      { what: 'chunk_edited', area: TOWNSHIP, chunk: 1 },
      { what: 'not_frozen', area: TOWNSHIP, kind: 'household', id: familyId(4) },
    ]);
  });

  test.each([
    ['that inflates to nothing', (item: Item) => set(item, 'content', 'AAAA')],
    ['without content', (item: Item) => set(item, 'content', undefined)],
  ])('a chunk %s', async (_, alter) => {
    await tamper(deps.table, chunk, alter);
    expect((await check(deps)).differences).toEqual([{ what: 'chunk_edited', area: TOWNSHIP, chunk: 1 }]);
  });

  test('a chunk that is gone', async () => {
    await remove(deps.table, chunk);
    expect((await check(deps)).differences).toEqual([{ what: 'chunk_missing', area: TOWNSHIP, chunk: 1 }]);
  });

  test('a township that was forged as a whole, by what the county says of it', async () => {
    await rewritten((text) => text.replace('/2026-03-22', '/2026-03-23'));
    const { content } = await itemAt(deps.table, chunk);
    await tamper(deps.table, frozenKey(TOWNSHIP, MONTH), (item) => {
      const { hash: _, run, at, ...rest } = item.frozen as Item;
      const whole = { ...rest, chunks: [parseChunk(content, TOWNSHIP).hash] };
      item.frozen = { ...whole, hash: hashOf(whole), run, at };
    });
    expect((await check(deps)).differences).toMatchObject([
      { what: 'finding', recomputed: { since: '2026-03-22' } },
      { what: 'township_edited', area: TOWNSHIP },
    ]);
  });

  test('a township that was edited, also before the county is whole', async () => {
    const month = Month.parse('2026-04');
    await freeze(deps, { month });
    await tamper(deps.table, frozenKey(TOWNSHIP, month), ({ frozen }) =>
      set(frozen as Item, 'hash', 'A'.repeat(43)),
    );
    expect((await check(deps, { month, within: TOWNSHIP })).differences).toEqual([
      { what: 'township_edited', area: TOWNSHIP },
    ]);
  });

  test.each([
    ['its hash', (frozen: Item) => set(frozen, 'hash', 'A'.repeat(43))],
    ['a count', (frozen: Item) => set(frozen, 'households', 6)],
    ['its form', (frozen: Item) => set(frozen, 'households', 'seven')],
  ])('%s edited in a township', async (_, alter) => {
    await tamper(deps.table, frozenKey(TOWNSHIP, MONTH), ({ frozen }) => alter(frozen as Item));
    expect((await check(deps)).differences).toEqual([{ what: 'township_edited', area: TOWNSHIP }]);
  });

  test('a township that is gone', async () => {
    await remove(deps.table, frozenKey(TOWNSHIP, MONTH));
    expect((await check(deps)).differences).toEqual([{ what: 'township_missing', area: TOWNSHIP }]);
  });

  test.each([
    ['its hash', (frozen: Item) => set(frozen, 'hash', 'A'.repeat(43))],
    ['a township taken out of it', ({ townships }: Item) => set(townships as Item, ELSEWHERE, undefined)],
  ])('%s of the county', async (_, alter) => {
    await tamper(deps.table, frozenKey(COUNTY, MONTH), ({ frozen }) => alter(frozen as Item));
    expect((await check(deps)).differences).toEqual([{ what: 'county_edited', area: COUNTY }]);
  });

  test('settings that were changed afterwards, and what they make of the findings', async () => {
    await tamper(deps.table, openedMonthKey(COUNTY, MONTH), ({ frozen }) => {
      (frozen as { settings: Item }).settings.graceDays = 1;
    });
    const { differences } = await check(deps);
    expect(differences[0]).toEqual({ what: 'county_edited', area: COUNTY });
    expect(differences.slice(1)).toMatchObject([
      { what: 'finding', id: familyId(1), rule: 'R3', recomputed: { outcome: 'gap' } },
    ]);
    await tamper(deps.table, openedMonthKey(COUNTY, MONTH), ({ frozen }) => {
      (frozen as { settings: Item }).settings.graceDays = 'many';
    });
    expect((await check(deps)).differences).toEqual([{ what: 'county_edited', area: COUNTY }]);
  });

  test('what only other rules find otherwise, as such', async () => {
    await tamper(deps.table, openedMonthKey(COUNTY, MONTH), ({ frozen }) => {
      const opened = frozen as { settings: Item; rulesVersion: number };
      opened.rulesVersion = 0;
      opened.settings.graceDays = 1;
    });
    expect((await check(deps)).differences.slice(1)).toMatchObject([
      { what: 'finding_other_rules', id: familyId(1), rule: 'R3' },
    ]);
  });

  test('a change that was forged, and what it makes of the finding', async () => {
    await change(1, 2, (entry) => {
      const [, job] = JSON.stringify(entry).match(/"until":"(2026-05-20)"/) ?? [];
      expect(job).toBe('2026-05-20');
      Object.assign(entry, JSON.parse(JSON.stringify(entry).replaceAll('"2026-05-20"', '"2026-12-20"')));
    });
    const { differences } = await check(deps);
    expect(differences[0]).toEqual({
      ...{ what: 'history_edited', area: TOWNSHIP, kind: 'household', id: familyId(1), version: 2 },
    });
    expect(differences.map(({ what, rule }) => rule ?? what)).toEqual(
      expect.arrayContaining(['history_edited', 'R3']),
    );
  });

  test('a change that was forged and changes no finding, with all that follows it rewritten', async () => {
    const key = (version: number) => changeKey(household(3), version);
    await change(3, 1, (entry) => set(entry, 'reason', '事后补写'));
    const first = (await itemAt(deps.table, key(1))).change as ChangeEntry;
    await change(3, 2, (entry) => set(entry, 'previous', hashOf(first)));
    const second = (await itemAt(deps.table, key(2))).change as ChangeEntry;
    await tamper(deps.table, recordKey(household(3)), ({ record }) => {
      (record as { lastChange: Item }).lastChange.hash = hashOf(second);
    });
    // Nothing is left that does not agree with itself; only what was frozen knows of another history.
    expect((await check(deps)).differences).toEqual([
      { what: 'history_edited', area: TOWNSHIP, kind: 'household', id: familyId(3), version: 2 },
    ]);
    expect(await verifyHistory(deps, household(3))).toEqual([]);
  });

  test('a change that is gone, also of a household elsewhere by which a site was judged', async () => {
    await remove(deps.table, changeKey(household(9), 2));
    const of = { kind: 'household', id: familyId(9), what: 'history_missing', version: 2 };
    const { differences } = await check(deps);
    expect(differences.filter(({ kind }) => kind === 'household')).toEqual([
      { ...of, area: ELSEWHERE },
      { ...of, area: TOWNSHIP },
    ]);
    // Without its link the site is judged otherwise.
    expect(differences.filter(({ kind }) => kind === 'site')).toMatchObject([{ rule: 'R1' }]);
  });

  test('a state that was not the one known', async () => {
    deps.goTo('2026-06-10');
    await act(deps, lead, placement(4, '2026-01-05', '2026-02-01'));
    await tamper(deps.table, openedMonthKey(COUNTY, MONTH), ({ frozen }) => {
      (frozen as Item).frozenAt = '2026-06-30T04:00:00.000Z';
    });
    const { differences } = await check(deps);
    expect(differences.filter(({ kind }) => kind)).toEqual([
      { what: 'not_as_known', area: TOWNSHIP, kind: 'household', id: familyId(4), version: 2 },
    ]);
    await tamper(deps.table, openedMonthKey(COUNTY, MONTH), ({ frozen }) => {
      (frozen as Item).frozenAt = '2026-03-30T04:00:00.000Z';
    });
    const of3 = (await check(deps)).differences.filter(({ id }) => id === familyId(3));
    expect(of3).toMatchObject([{ what: 'not_as_known', version: 2 }]);
  });

  test('a record that cannot be looked at, by its id alone', async () => {
    failing(deps.table.client, {
      command: 'QueryCommand',
      saying: `H#${familyId(4)}`,
      error: () => new Error('injected'),
    });
    const { differences } = await check(deps);
    expect(differences).toEqual([{ what: 'unreadable', area: TOWNSHIP, kind: 'household', id: familyId(4) }]);
    expect(deps.logged).toMatchObject([{ event: 'freeze_check_failed', fields: { id: familyId(4) } }]);
  });
});
