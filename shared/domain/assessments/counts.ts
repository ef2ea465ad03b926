import { NO_TALLY, type Tally } from '../numbers/numbers.ts';
import { rulesIn } from '../records/rule-id.ts';
import type { FrozenCounts, FrozenSubject } from './schema.ts';

const addTallies = (a: Tally | undefined, b: Tally): Tally => {
  const sum = { ...(a ?? NO_TALLY) };
  for (const outcome of Object.keys(sum) as (keyof Tally)[]) sum[outcome] += b[outcome];
  return sum;
};

/** Returns the sum of counts; rules in their order. */
export function sumOf(parts: readonly FrozenCounts[]): FrozenCounts {
  const rules = rulesIn(...parts.map((part) => part.rules)).flatMap((rule) => {
    const tallies = parts.flatMap((part) => part.rules[rule] ?? []);
    return tallies.length > 0 ? [[rule, tallies.reduce(addTallies, NO_TALLY)] as const] : [];
  });
  return {
    households: parts.reduce((sum, { households }) => sum + households, 0),
    sites: parts.reduce((sum, { sites }) => sum + sites, 0),
    rules: Object.fromEntries(rules),
  };
}

/** Counts subjects, and their findings by rule and outcome. */
export function countsOf(subjects: readonly FrozenSubject[]): FrozenCounts {
  const rules: FrozenCounts['rules'] = {};
  for (const { rule, outcome } of subjects.flatMap(({ findings }) => findings)) {
    const tally = { ...(rules[rule] ?? NO_TALLY) };
    tally[outcome]++;
    rules[rule] = tally;
  }
  const households = subjects.filter(({ kind }) => kind === 'household').length;
  return sumOf([{ households, sites: subjects.length - households, rules }]);
}
