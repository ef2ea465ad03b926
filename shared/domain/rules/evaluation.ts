import type { PlainDate } from '../calendar/dates.ts';
import type { Evaluated } from '../records/evaluated.ts';
import { compareRules, RuleId } from '../records/rule-id.ts';
import { RULES } from './registry.ts';
import type { Policy } from './settings.ts';
import type { Finding } from './timeline.ts';

/**
 * The version of the rules. Raise it with any change that can change an outcome or make a record due: every record is
 * then due at the next audit. 2: a record is due when a flag rises. A new rule needs no new version.
 */
export const RULES_VERSION = 2;

/** The rules that `RULES_VERSION` includes; the mark of an evaluation lists the rules added since. */
const RULES_OF_VERSION: readonly RuleId[] = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9'];

const ADDED = RULES.filter((rule) => !RULES_OF_VERSION.includes(rule));
const RULES_MARK = [RULES_VERSION, ...ADDED].join('+');

/** Returns the name of the rules and settings of an evaluation: `2/default`, with a tenth rule `2+R10/default`. */
export const underPolicy = (policy: Policy): string => `${RULES_MARK}/${policy.version}`;

/** Returns the rules of an evaluation from its `under`, in their order. */
export function rulesUnder(under: string): RuleId[] {
  const [mark = ''] = under.split('/');
  const added = mark.split('+').slice(1);
  return [...RULES_OF_VERSION, ...added.map((rule) => RuleId.parse(rule))].sort(compareRules);
}

/** Returns the findings for storage: without reasons, with the days between which all of them hold. */
export function evaluatedFrom(findings: readonly Finding[], policy: Policy): Evaluated {
  const changes = findings.flatMap(({ changesOn }) => (changesOn ? [changesOn] : [])).sort();
  const holdsFrom = findings
    .flatMap(({ since }) => (since ? [since] : []))
    .sort()
    .at(-1);
  return {
    findings: findings.map(({ reasons: _, ...stored }) => stored),
    ...(holdsFrom ? { holdsFrom } : {}),
    ...(changes[0] ? { changesOn: changes[0] } : {}),
    under: underPolicy(policy),
  };
}

/** Returns whether stored findings do not hold on a day: they expired, begin later, or have another policy. */
export const isDue = (
  evaluated: Pick<Evaluated, 'holdsFrom' | 'changesOn' | 'under'> | undefined,
  on: PlainDate,
  policy: Policy,
): boolean =>
  evaluated === undefined ||
  evaluated.under !== underPolicy(policy) ||
  (evaluated.holdsFrom !== undefined && on < evaluated.holdsFrom) ||
  (evaluated.changesOn !== undefined && evaluated.changesOn <= on);
