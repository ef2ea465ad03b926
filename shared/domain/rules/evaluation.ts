import type { PlainDate } from '../calendar/dates.ts';
import type { Evaluated } from '../records/evaluated.ts';
import { compareRules, RuleId } from '../records/rule-id.ts';
import { RULES } from './registry.ts';
import type { Policy } from './settings.ts';
import type { Finding } from './timeline.ts';

/**
 * To be raised with any change of a rule that can change an outcome, or of what makes a record due: every record is
 * then due at the next audit. 2: a record is due when a flag rises. A rule that is added needs no new version.
 */
export const RULES_VERSION = 2;

/** The rules that `RULES_VERSION` alone stands for; the mark of an evaluation names those that were added since. */
const RULES_OF_VERSION: readonly RuleId[] = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9'];

const ADDED = RULES.filter((rule) => !RULES_OF_VERSION.includes(rule));
const RULES_MARK = [RULES_VERSION, ...ADDED].join('+');

/** Names the rules and settings that an evaluation was made under: `2/default`, with a tenth rule `2+R10/default`. */
export const underPolicy = (policy: Policy): string => `${RULES_MARK}/${policy.version}`;

/** The rules that an evaluation was made by, read from its name, in their order. */
export function rulesUnder(under: string): RuleId[] {
  const [mark = ''] = under.split('/');
  const added = mark.split('+').slice(1);
  return [...RULES_OF_VERSION, ...added.map((rule) => RuleId.parse(rule))].sort(compareRules);
}

/** What a record keeps of its findings: no reasons, and the days from and until which all of them hold. */
export function evaluatedFrom(findings: readonly Finding[], policy: Policy): Evaluated {
  const changes = findings.flatMap(({ changesOn }) => (changesOn ? [changesOn] : [])).sort();
  const holdsFrom = findings
    .flatMap(({ since }) => (since ? [since] : []))
    .sort()
    .at(-1);
  return {
    findings: findings.map(({ reasons: _, ...kept }) => kept),
    ...(holdsFrom ? { holdsFrom } : {}),
    ...(changes[0] ? { changesOn: changes[0] } : {}),
    under: underPolicy(policy),
  };
}

/** Whether stored findings do not hold on a day: their time is over or has not come, or the policy is another. */
export const isDue = (
  evaluated: Pick<Evaluated, 'holdsFrom' | 'changesOn' | 'under'> | undefined,
  on: PlainDate,
  policy: Policy,
): boolean =>
  evaluated === undefined ||
  evaluated.under !== underPolicy(policy) ||
  (evaluated.holdsFrom !== undefined && on < evaluated.holdsFrom) ||
  (evaluated.changesOn !== undefined && evaluated.changesOn <= on);
