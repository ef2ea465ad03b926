import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { COMMANDS, type Step } from '../../../../shared/domain/commands/index.ts';
import { outcomesIn } from '../../../../shared/domain/history/outcomes.ts';
import { HistoryBroken, knownAt, rebuild } from '../../../../shared/domain/history/rebuild.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import { FactId } from '../../../../shared/domain/records/ids.ts';
import type { Site } from '../../../../shared/domain/records/site.ts';
import { runs } from '../../../runs.ts';
import { policy } from '../rules/builders.ts';
import { anyMove, BEGINNINGS } from './moves.ts';
import { NOTHING, type Told, told, toldMoves } from './told.ts';

/** A record without what follows from other facts. */
const factsOf = ({ evaluated: _, ...kept }: Household | Site) =>
  kept.kind === 'site' ? { ...kept, residentTownships: [] } : kept;

const expectRebuilt = ({ record, flags, entries }: Told) => {
  if (!record) throw new Error('there is a record by now');
  const rebuilt = rebuild(entries);
  expect(rebuilt.record).toStrictEqual(factsOf(record));
  expect(rebuilt.flags).toStrictEqual(flags);
  expect(new Map([...rebuilt.outcomes].sort())).toEqual(new Map([...outcomesIn(record.evaluated)].sort()));
};

const manual = { ...policy.settings.autoClose, R4: false, R5: false, R9: false };
const POLICIES = [policy, { ...policy, settings: { ...policy.settings, autoClose: manual } }];

describe.each(['household', 'site'] as const)('a %s', (kind) => {
  test('is rebuilt after every commit from the entries so far, flags and outcomes included', () => {
    fc.assert(
      fc.property(
        fc.array(anyMove, { minLength: 5, maxLength: 40 }),
        fc.constantFrom(...POLICIES),
        (moves, under) => {
          for (const state of toldMoves(kind, moves, under)) {
            expectRebuilt(state);
            const { entries, record } = state;
            expect(entries.map(({ version }) => version)).toEqual(entries.map((_, i) => i + 1));
            expect(record?.version).toBe(entries.length);
          }
        },
      ),
      { numRuns: runs(150) },
    );
  });

  // Moves that nobody makes prove nothing.
  test('is moved by every command that there is for it', () => {
    const all = Object.values(COMMANDS).filter(({ subject }) => subject === kind || subject === 'any');
    const seen = new Set<string>();
    const manyMoves = fc.array(anyMove, { minLength: 40, maxLength: 60 });
    for (const moves of fc.sample(manyMoves, { numRuns: 100, seed: 1 })) {
      if (seen.size === all.length) break;
      for (const { entries } of toldMoves(kind, moves)) {
        for (const name of entries.at(-1)?.commands ?? []) seen.add(name);
      }
    }
    expect([...seen].sort()).toEqual(all.map(({ name }) => name).sort());
  });
});

const first = told(NOTHING, [BEGINNINGS.household]);
const member = first.record?.kind === 'household' ? first.record.members[0] : undefined;
if (!member) throw new Error('somebody is registered');
const jobId = (n: number) => FactId.parse(`0F${String(n).padStart(24, '0')}`);
const log = (n: number): Step => ({
  name: 'log-employment',
  input: { id: jobId(n), memberId: member.id, employer: `厂${n}`, from: plainDate('2026-01-01') },
});
const drop = (n: number): Step => ({ name: 'void-employment', input: { id: jobId(n), reason: '有误' } });
const able: Step[] = (['record-capacity', 'record-willingness'] as const).map((name) => ({
  name,
  input: {
    memberId: member.id,
    from: plainDate('2019-10-01'),
    value: name === 'record-capacity' ? ('ordinary' as const) : ('willing' as const),
  },
})) as Step[];

test('a flag keeps its last twenty steps, and so does the one rebuilt', () => {
  let state = told(first, able);
  for (let n = 1; n <= 15; n++) {
    state = told(state, [log(n)], { day: n });
    state = told(state, [drop(n)], { day: n });
    expectRebuilt(state);
  }
  const flag = state.flags.find(({ rule }) => rule === 'R3');
  expect(flag?.history).toHaveLength(20);
  expect(flag?.reopened).toBe(15);
});

describe('entries', () => {
  const state = told(told(told(first, able), [log(1)], { day: 1 }), [drop(1)], { day: 3 });
  const { entries } = state;
  const at = (version: number) => Date.parse(entries[version - 1]?.at ?? '');

  test.each([1, 2, 3, 4])('without that of version %i make no record', (version) => {
    const without = entries.filter((entry) => entry.version !== version);
    if (version === 4) expect(rebuild(without).record.version).toBe(3);
    else
      expect(() => rebuild(without)).toThrow(
        expect.objectContaining({ name: 'HistoryBroken', version, why: 'missing' }),
      );
  });

  test('that do not fit those before them make no record', () => {
    const path = `employments[${jobId(9)}].until`;
    const [one, two] = entries;
    if (!one || !two) throw new Error('four entries are needed');
    for (const change of [
      { path: 'members[x].name', to: '甲' },
      { path, to: 'never' },
      { path: 'number', to: 7 },
    ]) {
      expect(() => rebuild([one, { ...two, changes: [change] }])).toThrow(HistoryBroken);
    }
    expect(() => rebuild([])).toThrow(HistoryBroken);
  });

  test('are not written into by rebuilding', () => {
    const before = JSON.stringify(entries);
    rebuild(entries);
    expect(JSON.stringify(entries)).toBe(before);
  });

  test('known at an instant are those up to the last one written by then, whatever the clocks said', () => {
    const versions = (instant: number) => knownAt(entries, instant).map(({ version }) => version);
    expect(versions(at(1) - 1)).toEqual([]);
    expect(versions(at(1))).toEqual([1, 2]);
    expect(versions(at(3) - 1)).toEqual([1, 2]);
    expect(versions(at(3))).toEqual([1, 2, 3]);
    expect(versions(at(4))).toEqual([1, 2, 3, 4]);
    const ahead = entries.with(1, {
      ...(entries[1] as (typeof entries)[number]),
      at: '2030-01-01T00:00:00.000Z',
    });
    expect(knownAt(ahead, at(3)).map(({ version }) => version)).toEqual([1, 2, 3]);
  });
});

test('support and what was revealed are told, and change nothing of the record', () => {
  const state = told(first, [
    { name: 'log-household-support', input: { on: plainDate('2026-06-01'), kind: 'funds', what: '补助' } },
    { name: 'reveal', input: { memberId: member.id, fields: ['phone'] } },
  ]);
  const entry = state.entries.at(-1);
  expect(entry).toMatchObject({
    version: 2,
    reason: '说明',
    changes: [
      { path: expect.stringMatching(/^support\[[0-9A-Z]{26}\]$/), to: { what: '补助', on: '2026-06-01' } },
    ],
    revealed: { member: member.id, fields: ['phone'] },
  });
  expect(Object.keys(entry?.changes[0] ?? {})).toEqual(['path', 'to']);
  expectRebuilt(state);
  const reveal: Step = { name: 'reveal', input: { memberId: member.id, fields: ['phone'] } };
  expect(() => told(first, [reveal, reveal])).toThrow('more than once');
});
