import type { RouteExamples } from './example.ts';
import { HOUSEHOLD, INDUSTRY, LINKAGE, SITE } from './ids.ts';

export const INDUSTRIES_EXAMPLES: RouteExamples = {
  'POST /sites/{id}/industries': {
    params: { id: SITE },
    body: {
      name: '示例食用菌基地',
      type: '种植',
      operator: '示例合作社',
      investment: 320.5,
      incomePerHousehold: 4200,
    },
    makes: [INDUSTRY],
  },
  'PATCH /sites/{id}/industries/{iid}': {
    params: { id: SITE, iid: INDUSTRY },
    body: {
      status: { from: '2026-01-01', value: 'operating' },
      leading: { from: '2026-01-01', value: true },
      confirmed: '2026-06-01',
      reason: '乡镇现场核实',
    },
  },
  'POST /sites/{id}/linkages': {
    params: { id: SITE },
    body: {
      householdId: HOUSEHOLD,
      industryId: INDUSTRY,
      kind: 'dividend',
      from: '2026-01-01',
      yearly: 1200,
    },
    makes: [LINKAGE],
  },
};
