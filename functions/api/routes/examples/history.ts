import type { RouteExamples } from './example.ts';
import { HOUSEHOLD, SITE } from './ids.ts';

export const HISTORY_EXAMPLES: RouteExamples = {
  'GET /households/{id}/findings': { params: { id: HOUSEHOLD }, query: { on: '2026-05-01' } },
  'GET /households/{id}/changes': { params: { id: HOUSEHOLD }, query: { limit: '3' } },
  'GET /sites/{id}/findings': { params: { id: SITE } },
  'GET /sites/{id}/changes': { params: { id: SITE }, query: { limit: '2' } },
};
