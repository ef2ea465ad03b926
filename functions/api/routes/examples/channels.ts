import type { RouteExamples } from './example.ts';
import { CHANNEL, HOUSEHOLD, LINKAGE } from './ids.ts';

export const CHANNELS_EXAMPLES: RouteExamples = {
  'POST /households/{id}/income-channels': {
    params: { id: HOUSEHOLD },
    body: { kind: 'business', what: '养蜂20箱', from: '2024-03-01', amount: 8600 },
    makes: [CHANNEL],
  },
  'PATCH /households/{id}/income-channels/{cid}': {
    params: { id: HOUSEHOLD, cid: CHANNEL },
    body: { amount: { from: '2026-01-01', value: 9200 }, confirmed: '2026-06-10' },
  },
  'PATCH /households/{id}/linkages/{lid}': {
    params: { id: HOUSEHOLD, lid: LINKAGE },
    body: { yearly: { from: '2026-06-01', value: 1500 }, confirmed: '2026-06-10' },
  },
};
