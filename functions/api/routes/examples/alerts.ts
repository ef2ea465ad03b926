import type { RouteExamples } from './example.ts';
import { ALERT } from './ids.ts';

export const ALERTS_EXAMPLES: RouteExamples = {
  'GET /alerts': { query: { area: '511722' }, after: 'digest' },
  'GET /alerts/{id}': { params: { id: ALERT } },
  'POST /alerts/{id}/acknowledge': { params: { id: ALERT }, body: {} },
};
