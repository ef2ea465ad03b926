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

/** Values by rule. A value is absent if it was stored before the rule was added. */
export type ByRule<T> = Readonly<Record<RuleId, T>>;

const numberOf = (rule: RuleId): number => Number(rule.slice(1));

/** Compares rules by number: R9 before R10. */
export const compareRules = (a: RuleId, b: RuleId): number => numberOf(a) - numberOf(b);

/** Returns the rules that are keys of any of the objects, each once, sorted by number. */
export const rulesIn = (...objects: readonly Readonly<Record<RuleId, unknown>>[]): RuleId[] =>
  [...new Set(objects.flatMap((one) => Object.keys(one) as RuleId[]))].sort(compareRules);
