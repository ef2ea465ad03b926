import * as z from 'zod';
import type { Deps } from '../deps.ts';
import { type AreaCode, countyOf } from '../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import { Outcome } from '../domain/records/evaluated.ts';
import type { RuleId } from '../domain/records/rule-id.ts';
import { KnownRuleId } from '../domain/rules/registry.ts';
import type { Policy } from '../domain/rules/settings.ts';
import { isBehind, isSubject, outcomesOf, type Summary } from '../table/record/summary.ts';
import { countiesOf } from './scope.ts';

/** What a list of records is asked for. */
export interface RecordFilters {
  readonly area?: AreaCode | undefined;
  readonly rule?: RuleId | undefined;
  readonly outcome?: Outcome | undefined;
  /** Only those that nobody has evaluated for today yet. */
  readonly notYetEvaluated?: true | undefined;
}

/** The same as query parameters. */
export const FINDING_FILTERS = {
  rule: KnownRuleId.optional(),
  outcome: Outcome.optional(),
  notYetEvaluated: z
    .literal('true')
    .transform(() => true as const)
    .optional(),
};

type Test = (summary: Summary) => boolean;

/** An outcome without a rule is that outcome of any rule. */
const hasOutcome = ({ rule, outcome }: RecordFilters): Test => {
  if (!rule && !outcome) return () => true;
  return ({ outcomes }) => {
    const letters = rule ? [outcomes[rule]] : Object.values(outcomes);
    const found = letters.flatMap((row) => (row === undefined ? [] : outcomesOf(row)));
    return outcome ? found.includes(outcome) : found.length > 0;
  };
};

/** Whether nobody has evaluated a record of these counties for today yet. */
const isBehindToday = async (
  { policies }: Deps,
  today: PlainDate,
  scope: readonly AreaCode[],
): Promise<Test> => {
  const held = await Promise.all(
    countiesOf(scope).map(async (county) => [county, await policies(county, today)] as const),
  );
  const byCounty = new Map<AreaCode | undefined, Policy>(held);
  return (summary) => {
    const policy = byCounty.get(countyOf(summary.area));
    return policy !== undefined && isBehind(summary, today, policy);
  };
};

/**
 * Asked for by what was last found; undefined where nothing of that is asked. Numbers count the same: what is no
 * subject of the rules any more is in none of these lists.
 */
export const findingFilter = async (
  deps: Deps,
  filters: RecordFilters,
  scope: readonly AreaCode[],
): Promise<Test | undefined> => {
  const { rule, outcome, notYetEvaluated } = filters;
  if (!rule && !outcome && !notYetEvaluated) return undefined;
  const today = dateInShanghai(deps.clock());
  const found = hasOutcome(filters);
  const late = notYetEvaluated ? await isBehindToday(deps, today, scope) : () => true;
  return (summary) => isSubject(summary, today) && found(summary) && late(summary);
};
