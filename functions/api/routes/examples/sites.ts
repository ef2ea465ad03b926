import type { RouteExamples } from './example.ts';
import { SITE } from './ids.ts';

export const SITES_EXAMPLES: RouteExamples = {
  'POST /sites': {
    body: {
      area: '511722107',
      name: '示例安置点',
      form: '集镇',
      occupied: '2019-09-01',
      plannedHouseholds: 120,
      plannedPeople: 430,
      responsible: '示例负责人',
      phone: '13900000001',
      reason: '竣工验收后登记',
    },
    makes: [SITE],
  },
  'PATCH /sites/{id}': { params: { id: SITE }, body: { plannedHouseholds: 118, note: '二期调减2户' } },
  'POST /sites/{id}/re-evaluations': { params: { id: SITE }, body: {} },
  'GET /sites': { query: { area: '511722107' } },
  'GET /sites/{id}': { params: { id: SITE } },
  'GET /sites/{id}/households': { params: { id: SITE } },
};
