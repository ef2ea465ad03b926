import * as z from 'zod';

/**
 * The number of a rule, `R1` to `R99`. Stored data may name a rule that this version does not have, because a newer
 * one wrote it: the rules of this version are `RULES` of the registry.
 */
export type RuleId = `R${number}`;
export const RuleId = z
  .string()
  .regex(/^R[1-9]\d?$/)
  .meta({
    id: 'RuleId',
    description:
      '规则编号；较新版本写入的数据可能含本版本没有的规则 · Number of a rule; data may name one that only a newer version has',
  }) as unknown as z.ZodType<RuleId, RuleId>;

/** Something for some of the rules. What has none for a rule was written before the rule was added. */
export type ByRule<T> = Readonly<Record<RuleId, T>>;

const numberOf = (rule: RuleId): number => Number(rule.slice(1));

/** Puts rules in the order of their numbers: R9, then R10. */
export const compareRules = (a: RuleId, b: RuleId): number => numberOf(a) - numberOf(b);

/** The rules that one or more objects by rule have, each once, in the order of their numbers. */
export const rulesIn = (...objects: readonly Readonly<Record<RuleId, unknown>>[]): RuleId[] =>
  [...new Set(objects.flatMap((one) => Object.keys(one) as RuleId[]))].sort(compareRules);
