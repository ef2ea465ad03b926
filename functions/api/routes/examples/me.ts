import type { RouteExamples } from './example.ts';

export const ME_EXAMPLES: RouteExamples = {
  'GET /me': {},
  'GET /areas': { query: { within: '511722' } },
};
