import * as z from 'zod';
import { compareRules, type RuleId } from '../records/rule-id.ts';
import * as rules from './index.ts';
import type { Rule } from './rule.ts';

/** Every rule of this version, in the order of their numbers. */
export const REGISTERED: readonly Rule[] = Object.values<Rule>(rules).sort((a, b) =>
  compareRules(a.id, b.id),
);

/** The rules by number; undefined for a rule that only a newer version has. */
export const REGISTRY: Readonly<Record<RuleId, Rule>> = Object.fromEntries(
  REGISTERED.map((rule) => [rule.id, rule]),
);

/** The numbers of the rules, sorted. */
export const RULES: readonly RuleId[] = REGISTERED.map(({ id }) => id);

/** The number of a rule of this version; inputs may name no other. */
export const KnownRuleId = z.enum(RULES).meta({
  id: 'Rule',
  description: `规则 ${RULES[0]} 至 ${RULES.at(-1)}（达市府办函〔2019〕30号） · The rules, ${RULES[0]} to ${RULES.at(-1)}`,
});

/** Returns whether a rule's subjects are members: a household then has one finding for each member. */
export const isOfMembers = (rule: RuleId): boolean => REGISTRY[rule]?.subject === 'member';
