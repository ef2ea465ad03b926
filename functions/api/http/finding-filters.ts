import * as z from 'zod';
import { Outcome } from '../../../shared/domain/records/evaluated.ts';
import { KnownRuleId } from '../../../shared/domain/rules/registry.ts';

/** Query parameters of lists of records: by findings. */
export const FINDING_FILTERS = {
  rule: KnownRuleId.optional(),
  outcome: Outcome.optional(),
  notYetEvaluated: z
    .literal('true')
    .transform(() => true as const)
    .optional(),
};
