import type { RouteExamples } from './example.ts';

export const ASSESSMENTS_EXAMPLES: RouteExamples = {
  'GET /assessments/{month}': {
    params: { month: '2026-05' },
    query: { area: '511722107', limit: '2' },
  },
};
