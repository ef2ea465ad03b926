import type { RouteExamples } from './example.ts';
import { HOUSEHOLD, SPOUSE, TRANSFER } from './ids.ts';

export const PENSION_TRANSFERS_EXAMPLES: RouteExamples = {
  'POST /households/{id}/pension-transfers': {
    params: { id: HOUSEHOLD },
    body: { memberId: SPOUSE, appliedOn: '2026-05-20', fromPlace: '浙江省', toPlace: '四川省' },
    makes: [TRANSFER],
  },
  'POST /households/{id}/pension-transfers/{tid}/steps': {
    params: { id: HOUSEHOLD, tid: TRANSFER },
    body: { step: 'contact_letter_sent', on: '2026-06-02' },
  },
  'PATCH /households/{id}/pension-transfers/{tid}': {
    params: { id: HOUSEHOLD, tid: TRANSFER },
    body: { void: '本人撤回申请' },
  },
};
