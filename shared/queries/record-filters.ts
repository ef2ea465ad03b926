import type { Deps } from '../deps.ts';
import { type AreaCode, countyOf } from '../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import type { Outcome } from '../domain/records/evaluated.ts';
import type { RuleId } from '../domain/records/rule-id.ts';
import type { Policy } from '../domain/rules/settings.ts';
import { isBehind, isSubject, outcomesOf, type Summary } from '../table/record/summary.ts';
import { countiesOf, isInScope } from './scope.ts';

/** Which records a list holds: those that match every field. */
export interface RecordFilter {
  readonly area?: AreaCode | undefined;
  readonly rule?: RuleId | undefined;
  /** Without a rule: the outcome of any rule. */
  readonly outcome?: Outcome | undefined;
  /** Only records that are not yet evaluated for today. */
  readonly notYetEvaluated?: true | undefined;
}

type Predicate = (summary: Summary) => boolean;

const hasOutcome = ({ rule, outcome }: RecordFilter): Predicate => {
  if (!rule && !outcome) return () => true;
  return ({ outcomes }) => {
    const rows = rule ? [outcomes[rule]] : Object.values(outcomes);
    const found = rows.flatMap((row) => (row === undefined ? [] : outcomesOf(row)));
    return outcome ? found.includes(outcome) : found.length > 0;
  };
};

/** Returns a predicate for records of these counties that are not yet evaluated for the day. */
const isBehindOn = async (
  { policies, areas }: Deps,
  today: PlainDate,
  scope: readonly AreaCode[],
): Promise<Predicate> => {
  const entries = await Promise.all(
    countiesOf(areas, scope).map(async (county) => [county, await policies(county, today)] as const),
  );
  const byCounty = new Map<AreaCode | undefined, Policy>(entries);
  return (summary) => {
    const policy = byCounty.get(countyOf(summary.area));
    return policy !== undefined && isBehind(summary, today, policy);
  };
};

/**
 * Returns the predicate of a filter by findings; undefined if the filter has none. It counts as the numbers do: a
 * record that is no longer a subject of the rules matches no such filter.
 */
const findingPredicate = async (
  deps: Deps,
  filter: RecordFilter,
  scope: readonly AreaCode[],
): Promise<Predicate | undefined> => {
  const { rule, outcome, notYetEvaluated } = filter;
  if (!rule && !outcome && !notYetEvaluated) return undefined;
  const today = dateInShanghai(deps.clock());
  const matchesOutcome = hasOutcome(filter);
  const isLate = notYetEvaluated ? await isBehindOn(deps, today, scope) : () => true;
  return (summary) => isSubject(summary, today) && matchesOutcome(summary) && isLate(summary);
};

/**
 * Returns the predicate of a filter within a scope. Undefined if every record of the scope's townships matches, so
 * that a list of them need not look at each summary.
 */
export async function recordPredicate(
  deps: Deps,
  filter: RecordFilter,
  scope: readonly AreaCode[],
): Promise<Predicate | undefined> {
  const byFindings = await findingPredicate(deps, filter, scope);
  const isWholeTownships = scope.every((area) => area.length <= 9);
  if (isWholeTownships) return byFindings;
  const isInside = isInScope(scope);
  return (summary) => isInside(summary) && (byFindings?.(summary) ?? true);
}
