import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, dayOf, type PlainDate, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import {
  allowedStepsFor,
  MANUAL_STEPS,
  type ManualEvent,
  type ManualStep,
  refusalOf,
} from '../../../../shared/domain/ledger/allowed-steps.ts';
import { FLAG_STATES, Flag } from '../../../../shared/domain/ledger/flag.ts';
import { transitionOf } from '../../../../shared/domain/ledger/lifecycle.ts';
import { applyFlagWork } from '../../../../shared/domain/ledger/work.ts';
import { type Actor, actorId } from '../../../../shared/domain/records/actor.ts';
import { OUTCOMES } from '../../../../shared/domain/records/evaluated.ts';
import { Refused } from '../../../../shared/domain/records/refusal.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/domain/rules/default-settings.ts';
import { person } from '../../../deps.ts';
import { runs } from '../../../runs.ts';
import { householdId } from '../rules/builders.ts';
import { AREA, finding, flagOf, onNight } from './builders.ts';

const named = (role: Parameters<typeof person>[0], id: string): Actor => ({ ...person(role), id }) as Actor;
const PEOPLE: readonly Actor[] = [
  named('hr_clerk', 'clerk-1'),
  named('township_clerk', 'clerk-2'),
  named('county_lead', 'lead-1'),
  named('county_lead', 'lead-2'),
  named('city_lead', 'city'),
  named('admin', 'admin'),
  { kind: 'system', job: 'audit' },
];
const EVENTS: readonly ManualEvent[] = [...MANUAL_STEPS, 'start', 'evidence'];

const step = (
  flags: readonly Flag[],
  event: ManualEvent,
  actor: Actor,
  today: PlainDate,
  outcome: Flag['outcome'],
) =>
  applyFlagWork(
    flags,
    [
      {
        ...{ rule: 'R3', event },
        sets: {
          ...(event === 'assign' ? { assignee: 'clerk-1', dueOn: dateOf(dayOf(today) + 20) } : {}),
          ...(event === 'open' ? { source: 'covert', dueOn: dateOf(dayOf(today) + 20) } : {}),
          ...(event === 'waive' ? { waivedUntil: dateOf(dayOf(today) + 10) } : {}),
        },
      },
    ],
    [finding('R3', outcome)],
    {
      ...{ subject: householdId(1), area: AREA, actor, now: dayOf(today) * 86_400_000, today },
      settings: DEFAULT_SETTINGS,
    },
  );

/** Whatever anybody at all can do with a flag. */
const everythingPossible = (flag: Flag | undefined) =>
  EVENTS.flatMap((event) =>
    PEOPLE.filter((who) => !refusalOf(flag, event, who)).map((who) => ({ event, who })),
  );

/** Whether anybody at all could take a step. */
const isUpToSomebody = (flag: Flag, one: ManualStep): boolean =>
  PEOPLE.some((who) => !refusalOf(flag, one, who));

const anyMove = fc.record({
  later: fc.integer({ min: 0, max: 25 }),
  outcome: fc.constantFrom(...OUTCOMES, 'gap' as const, 'met' as const),
  event: fc.constantFrom(...EVENTS),
  who: fc.constantFrom(...PEOPLE),
  cleared: fc.constantFrom(...PEOPLE),
  /** Which of the things that can be done is done instead of whatever comes to mind. */
  choice: fc.option(fc.nat({ max: 20 })),
});

test('no sequence of findings, days and people’s steps leaves the table', () => {
  const seen = { taken: new Set<string>(), refused: new Set<string>() };
  fc.assert(
    fc.property(fc.array(anyMove, { minLength: 10, maxLength: 60 }), (moves) => {
      let flag: Flag | undefined;
      let day = dayOf(plainDate('2026-01-01'));
      for (const { later, outcome, cleared, choice, ...made } of moves) {
        day += later;
        const today = dateOf(day);
        const [found] = onNight(today, flag ? [flag] : [], [finding('R3', outcome)], {}, cleared).changed;
        const before: Flag | undefined = found ?? flag;
        const can = choice === null ? [] : everythingPossible(before);
        const { event, who } = can[(choice ?? 0) % Math.max(1, can.length)] ?? made;
        try {
          const { changed, steps } = step(before ? [before] : [], event, who, today, outcome);
          const [after] = changed;
          if (!after || who.kind === 'system') throw new Error('a step by a person changes the flag');
          const row = transitionOf(before?.state ?? 'none', event);
          expect(row?.to).toBe(after.state);
          expect(steps).toEqual([
            { rule: 'R3', event, ...(before ? { from: before.state } : {}), to: after.state },
          ]);
          const isTheirs = row?.who.includes('assignee') && (before?.assignee ?? who.id) === who.id;
          expect(isTheirs || row?.who.includes(who.role)).toBe(true);
          if (event === 'verify') {
            expect([before?.clearedBy, before?.submittedBy]).not.toContain(actorId(who));
            expect(outcome).not.toBe('gap');
          }
          expect(after.reopened).toBe((before?.reopened ?? 0) + (before && event === 'open' ? 1 : 0));
          flag = Flag.parse(after);
          seen.taken.add(event);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          seen.refused.add(error.code);
          flag = before;
          const { possible } = error.values as { possible?: ManualStep[] };
          if (!possible || !before) continue;
          // What a refusal calls possible is.
          expect(possible.length).toBeGreaterThan(0);
          for (const one of possible)
            expect(isUpToSomebody(before, one), `${one} on ${before.state}`).toBe(true);
          for (const one of MANUAL_STEPS.filter((other) => !possible.includes(other))) {
            expect(isUpToSomebody(before, one), `${one} on ${before.state}`).toBe(false);
          }
        }
        if (!flag) continue;
        expect(flag.closedOn !== undefined).toBe(flag.state === 'closed');
        if (flag.state === 'open') {
          const { assignee, submittedBy, clearedBy, waivedUntil } = flag;
          expect([assignee, submittedBy, clearedBy, waivedUntil]).toEqual(Array(4).fill(undefined));
        }
        // Whatever people did, the night of the same day has nothing to do but where a waiver has hidden a gap again.
        expect(onNight(today, [flag], [finding('R3', outcome)]).steps).toEqual([]);
      }
    }),
    { numRuns: runs(400) },
  );
  expect([...seen.taken].sort()).toEqual([...EVENTS].sort());
  const codes = [
    ...['flag_gap_stands', 'flag_second_person', 'flag_step_not_possible', 'flag_step_of_others'],
    ...['flag_unknown', 'flag_waived'],
  ];
  expect(codes).toEqual(expect.arrayContaining([...seen.refused]));
  expect(seen.refused.size).toBeGreaterThan(3);
});

describe('what somebody can do', () => {
  const mine = { assignee: 'clerk-1', source: 'patrol' } as const;
  test.each<[Flag['state'], Partial<Flag>, string, string]>([
    ['open', {}, 'lead-1', 'assign waive'],
    ['open', {}, 'clerk-1', ''],
    ['assigned', mine, 'lead-1', 'waive'],
    ['assigned', mine, 'clerk-1', 'note'],
    ['assigned', mine, 'clerk-2', 'note'],
    ['rectifying', mine, 'clerk-1', 'note submit'],
    ['rectifying', mine, 'clerk-2', 'note'],
    ['rectifying', { source: 'patrol' }, 'clerk-2', 'note submit'],
    ['rectifying', { assignee: 'clerk-1' }, 'clerk-1', 'note'],
    ['rectifying', { assignee: 'clerk-1', outcome: 'met' }, 'clerk-1', 'note submit'],
    ['rectified', { outcome: 'met', clearedBy: 'clerk-1' }, 'lead-1', 'verify return'],
    ['rectified', { outcome: 'met', clearedBy: 'lead-1' }, 'lead-1', 'return'],
    ['rectified', { outcome: 'met', submittedBy: 'lead-1' }, 'lead-1', 'return'],
    ['rectified', { outcome: 'met', clearedBy: 'lead-1' }, 'lead-2', 'verify return'],
    ['rectified', mine, 'lead-1', 'return'],
    ['rectified', mine, 'clerk-1', ''],
    ['returned', mine, 'clerk-1', 'note'],
    ['waived', { waivedUntil: plainDate('2026-12-31') }, 'lead-1', ''],
    ['closed', {}, 'lead-1', 'open'],
    ['closed', {}, 'clerk-1', 'open'],
    ['closed', {}, 'city', ''],
    ['open', {}, 'admin', ''],
  ])('with what is %s %j: %s %s', (state, parts, id, possible) => {
    const who = PEOPLE.find((one) => one.kind === 'person' && one.id === id);
    if (!who) throw new Error(`nobody is ${id}`);
    expect(allowedStepsFor(flagOf('R3', { state, ...parts }), who).join(' ')).toBe(possible);
  });

  test('an assignee who has become something else is none any more', () => {
    const flag = flagOf('R3', { state: 'rectifying', ...mine });
    expect(allowedStepsFor(flag, named('city_lead', 'clerk-1'))).toEqual([]);
  });
});

test('steps of one request follow one another, and one that is refused undoes all of them', () => {
  const c = {
    ...{ subject: householdId(1), area: AREA, actor: named('county_lead', 'lead-1'), now: 0 },
    ...{ today: plainDate('2026-06-15'), settings: DEFAULT_SETTINGS },
  };
  const of = (event: ManualEvent) => ({ rule: 'R3' as const, event });
  const found = [finding('R3', 'gap')];
  const { changed, steps } = applyFlagWork([flagOf('R3')], [of('assign'), of('waive')], found, c);
  expect(changed).toMatchObject([{ state: 'waived' }]);
  expect(steps).toMatchObject([{ to: 'assigned' }, { from: 'assigned', to: 'waived' }]);
  expect(() => applyFlagWork([flagOf('R3')], [of('assign'), of('verify')], found, c)).toThrow(Refused);
});

test('whoever clears what waits for a lead is not to verify it either; days that pass bar nobody', () => {
  const submitted = flagOf('R3', { state: 'rectified', source: 'patrol', submittedBy: 'clerk-1' });
  const clear = (by: Actor) =>
    onNight('2026-06-20', [submitted], [finding('R3', 'met')], {}, by).changed[0]?.clearedBy;
  expect(clear(named('county_lead', 'lead-1'))).toBe('lead-1');
  expect(clear({ kind: 'system', job: 'audit' })).toBeUndefined();
});

test('what people found and waived is open again when its day has passed, whatever the rules find', () => {
  const waived = { state: 'waived', waivedUntil: plainDate('2026-07-10'), outcome: 'met' } as const;
  const byHand = flagOf('R3', { ...waived, source: 'petition' });
  expect(onNight('2026-07-10', [byHand], [finding('R3', 'met')]).changed).toEqual([]);
  expect(onNight('2026-07-11', [byHand], [finding('R3', 'met')]).changed).toMatchObject([
    { state: 'open', source: 'petition', reopened: 0 },
  ]);
});

test('every state refuses what the table has not, in words of its own', () => {
  for (const state of FLAG_STATES) {
    for (const event of EVENTS) {
      const flag = flagOf('R3', {
        state,
        ...(state === 'waived' ? { waivedUntil: plainDate('2026-12-31') } : {}),
      });
      const codes = PEOPLE.map((who) => refusalOf(flag, event, who)?.code);
      const isRefused = codes.every((code) => code === 'flag_step_not_possible' || code === 'flag_waived');
      expect(isRefused, `${event} on ${state}`).toBe(transitionOf(state, event) === undefined);
    }
  }
});
