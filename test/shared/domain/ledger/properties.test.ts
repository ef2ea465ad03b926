import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { FLAG_STATES, Flag, type FlagState } from '../../../../shared/domain/ledger/flag.ts';
import { FLAG_EVENTS, LIFECYCLE, transitionOf } from '../../../../shared/domain/ledger/lifecycle.ts';
import { OUTCOMES } from '../../../../shared/domain/records/evaluated.ts';
import { RULES } from '../../../../shared/domain/rules/registry.ts';
import { runs } from '../../../runs.ts';
import { memberId } from '../rules/builders.ts';
import { finding, onNight } from './builders.ts';

const FIRST = dayOf(plainDate('2026-01-01'));

/** What happens on a day: the findings of that day, then perhaps somebody's step with a flag. */
const anyDay = fc.record({
  after: fc.integer({ min: 0, max: 120 }),
  outcomes: fc.array(fc.constantFrom(...OUTCOMES), { minLength: 4, maxLength: 4 }),
  step: fc.option(
    fc.record({
      flag: fc.nat({ max: 3 }),
      event: fc.constantFrom(...FLAG_EVENTS),
      waivedFor: fc.integer({ min: 0, max: 200 }),
    }),
  ),
});

const SUBJECTS = fc
  .tuple(fc.constantFrom(...RULES), fc.constantFrom(...RULES))
  .map(([one, other]) => [
    { rule: one },
    ...(one === other ? [] : [{ rule: other }]),
    { rule: 'R5' as const, member: memberId(1) },
    { rule: 'R5' as const, member: memberId(2) },
  ]);

const key = ({ rule, member }: { rule: string; member?: string | undefined }) => `${rule}${member ?? ''}`;

/** Somebody's step, where the table has it; else the flag stays as it is. */
const stepped = (flag: Flag, event: (typeof FLAG_EVENTS)[number], until: number): Flag => {
  const row = transitionOf(flag.state, event);
  if (!row || row.who.includes('system')) return flag;
  return { ...flag, state: row.to, ...(event === 'waive' ? { waivedUntil: dateOf(until) } : {}) };
};

test('flags never leave the table, whatever is found and whoever steps in', () => {
  fc.assert(
    fc.property(SUBJECTS, fc.array(anyDay, { maxLength: 40 }), (subjects, days) => {
      const flags = new Map<string, Flag>();
      let day = FIRST;
      for (const { after, outcomes, step } of days) {
        day += after;
        const today = dateOf(day);
        const found = subjects.map(({ rule, ...of }, i) => finding(rule, outcomes[i] ?? 'met', of));
        const before = new Map(flags);
        const { changed, steps } = onNight(today, [...flags.values()], found);

        for (const flag of changed) flags.set(key(flag), Flag.parse(flag));
        expect(new Set(changed.map(key)).size).toBe(changed.length);
        for (const taken of steps) {
          const row = transitionOf(taken.from ?? 'none', taken.event);
          expect(row).toMatchObject({ to: taken.to, who: ['system'] });
          expect(taken.from).toBe(before.get(key(taken))?.state);
          expect(taken.to).toBe(flags.get(key(taken))?.state);
        }
        for (const [of, flag] of flags) {
          expect(FLAG_STATES).toContain(flag.state);
          const was = before.get(of);
          // Whatever moved took a step, and only coming back counts.
          if (was && was.state !== flag.state) expect(steps.map(key)).toContain(of);
          const isBack = steps.some(
            (taken) => key(taken) === of && taken.from && taken.event === 'gap_found',
          );
          expect(flag.reopened).toBe((was?.reopened ?? 0) + (isBack ? 1 : 0));
        }
        // Looking a second time on the same day finds nothing to do.
        expect(onNight(today, [...flags.values()], found)).toEqual({ changed: [], steps: [] });

        const chosen = step && [...flags.values()][step.flag];
        if (step && chosen) flags.set(key(chosen), stepped(chosen, step.event, day + step.waivedFor));
      }
    }),
    { numRuns: runs(300) },
  );
});

test('a gap has a flag that somebody answers for, a lead has waived, or a lead has yet to verify', () => {
  const answered: readonly FlagState[] = [
    'open',
    'assigned',
    'rectifying',
    'returned',
    'waived',
    'rectified',
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...RULES),
      fc.constantFrom(...FLAG_STATES),
      fc.constantFrom(...OUTCOMES),
      (rule, state, last) => {
        const [opened] = onNight('2026-06-15', [], [finding(rule, 'gap')]).changed;
        if (!opened) throw new Error('a gap opens a flag');
        const flag = { ...opened, state, outcome: last };
        const [changed] = onNight('2026-06-16', [flag], [finding(rule, 'gap')]).changed;
        expect(answered).toContain((changed ?? flag).state);
      },
    ),
  );
});

test('only the system’s events are taken by the system', () => {
  const own = new Set(LIFECYCLE.filter(({ who }) => who.includes('system')).map(({ event }) => event));
  expect([...own].sort()).toEqual(['auto_closed', 'cleared', 'gap_found', 'waiver_ended']);
});
