import type { RouteExamples } from './example.ts';
import { HOUSEHOLD, INDUSTRY, SITE } from './ids.ts';

export const SUPPORT_EXAMPLES: RouteExamples = {
  'POST /households/{id}/support': {
    params: { id: HOUSEHOLD },
    body: { on: '2026-06-05', kind: 'training', what: '养蜂技术培训2天' },
  },
  'POST /sites/{id}/support': {
    params: { id: SITE },
    body: { on: '2026-06-05', kind: 'funds', what: '菌棚改造补助', amount: 50000, industry: INDUSTRY },
  },
  'GET /households/{id}/support': { params: { id: HOUSEHOLD } },
  'GET /sites/{id}/support': { params: { id: SITE } },
};
