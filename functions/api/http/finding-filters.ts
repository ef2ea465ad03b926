import * as z from 'zod';
import { Outcome } from '../../../shared/domain/records/evaluated.ts';
import { KnownRuleId } from '../../../shared/domain/rules/registry.ts';

/** Query parameters of lists of records: by findings. */
export const FINDING_FILTERS = {
  rule: KnownRuleId.optional().meta({ description: '规则 · the rule' }),
  outcome: Outcome.optional().meta({ description: '规则的结论 · with this outcome of the rule' }),
  notYetEvaluated: z
    .literal('true')
    .transform(() => true as const)
    .optional()
    .meta({ description: '只列今天尚未评价的 · only those that nobody has evaluated for today yet' }),
};
