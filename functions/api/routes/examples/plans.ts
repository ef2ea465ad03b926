import type { RouteExamples } from './example.ts';
import { HOUSEHOLD, PLAN } from './ids.ts';

export const PLANS_EXAMPLES: RouteExamples = {
  'PUT /households/{id}/plan': {
    params: { id: HOUSEHOLD },
    body: { what: '扩大养蜂至40箱', from: '2026-01-01', until: '2027-12-31' },
    makes: [PLAN],
  },
  'PATCH /households/{id}/plans/{pid}': {
    params: { id: HOUSEHOLD, pid: PLAN },
    body: { what: '扩大养蜂至60箱' },
  },
};
