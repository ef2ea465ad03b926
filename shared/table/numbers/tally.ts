import type { AreaCode } from '../../domain/areas/area.ts';
import type { PlainDate } from '../../domain/calendar/dates.ts';
import { flagCountsIn } from '../../domain/ledger/flag-counts.ts';
import {
  type FlagNumbers,
  type FlagTally,
  NO_FLAGS,
  NO_TALLY,
  type Numbers,
  type Tally,
} from '../../domain/numbers/numbers.ts';
import type { Outcome } from '../../domain/records/evaluated.ts';
import type { RuleId } from '../../domain/records/rule-id.ts';
import { isOfMembers } from '../../domain/rules/registry.ts';
import { isSubject, outcomesOf, type Summary } from '../record/summary.ts';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const tallyFor = <T extends object>(tallies: Partial<Record<RuleId, Mutable<T>>>, rule: RuleId, zero: T) => {
  tallies[rule] ??= { ...zero };
  return tallies[rule];
};

/** Adds the flags of a record, from the counts of its summary, to those of a day. */
const addFlags = (flags: FlagNumbers, flagCounts: string, on: PlainDate): void => {
  for (const { rule, state, level, on: day, count, days } of flagCountsIn(flagCounts)) {
    const tally: Mutable<FlagTally> = tallyFor(flags, rule, NO_FLAGS);
    if (state === 'closed') {
      if (day.slice(0, 7) !== on.slice(0, 7) || day > on) continue;
      tally.closed += count;
      tally.closingDays += days;
      continue;
    }
    tally[state] += count;
    tally[level] += count;
    if (day < on && state !== 'waived') tally.overdue += count;
  }
};

/**
 * Counts summaries, one at a time, into the numbers of an area. A dissolved household is not counted, but its live flags
 * are.
 */
export function numbersTally(area: AreaCode, on: PlainDate) {
  const rules: Partial<Record<RuleId, Mutable<Tally>>> = {};
  const withOne: Partial<Record<RuleId, Mutable<Tally>>> = {};
  const flags: FlagNumbers = {};
  const counts = { households: 0, people: 0, sites: 0 };
  const behind = { households: 0, sites: 0 };

  const addOutcomes = (rule: RuleId, outcomes: readonly Outcome[]): void => {
    const tally = tallyFor(rules, rule, NO_TALLY);
    for (const outcome of outcomes) tally[outcome]++;
    if (!isOfMembers(rule)) return;
    const households = tallyFor(withOne, rule, NO_TALLY);
    for (const outcome of new Set(outcomes)) households[outcome]++;
  };

  return {
    add(summary: Summary, isBehind: boolean): void {
      if (summary.flags !== undefined) addFlags(flags, summary.flags, on);
      if (!isSubject(summary, on)) return;
      if (summary.kind === 'household') {
        counts.households++;
        counts.people += summary.people;
        if (isBehind) behind.households++;
      } else {
        counts.sites++;
        if (isBehind) behind.sites++;
      }
      for (const [rule, letters] of Object.entries(summary.outcomes) as [RuleId, string][]) {
        addOutcomes(rule, outcomesOf(letters));
      }
    },
    numbers: (): Numbers => ({ area, on, ...counts, behind: { ...behind }, rules, withOne }),
    flags: (): FlagNumbers => flags,
  };
}
