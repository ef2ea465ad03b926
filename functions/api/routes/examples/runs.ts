import type { RouteExamples } from './example.ts';

export const RUNS_EXAMPLES: RouteExamples = {
  'GET /runs': { query: { job: 'digest' } },
};
