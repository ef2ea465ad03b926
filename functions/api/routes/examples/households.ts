import type { RouteExamples } from './example.ts';
import { HEAD, HEAD_NUMBER, HOUSEHOLD, SITE, SPOUSE, SPOUSE_NUMBER } from './ids.ts';

export const HOUSEHOLDS_EXAMPLES: RouteExamples = {
  'POST /households': {
    body: {
      area: '511722107',
      number: '511722009001',
      origin: '511722108',
      movedIn: '2019-10-01',
      resettlement: 'centralised',
      siteId: SITE,
      phone: '13800000001',
      members: [
        { name: '示例甲', idNumber: HEAD_NUMBER, relation: '户主', phone: '13800000002' },
        { name: '示例乙', idNumber: SPOUSE_NUMBER, relation: '配偶' },
      ],
    },
    makes: [HOUSEHOLD, HEAD, SPOUSE],
  },
  'PATCH /households/{id}': {
    params: { id: HOUSEHOLD },
    body: {
      conditions: { from: '2020-01-01', value: 'able' },
      statement: { year: 2025, perCapita: 15230.5, wage: 38000, transfer: 2400, people: 3 },
    },
  },
  'POST /households/{id}/re-evaluations': {
    params: { id: HOUSEHOLD },
    body: { reason: '政策参数调整后复核' },
  },
  'GET /households': { query: { area: '511722107', rule: 'R3', outcome: 'met', limit: '5' } },
  'GET /households/{id}': { params: { id: HOUSEHOLD } },
};
