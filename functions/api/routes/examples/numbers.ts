import type { RouteExamples } from './example.ts';

export const NUMBERS_EXAMPLES: RouteExamples = {
  'GET /numbers': { query: { area: '511722107' }, after: 'audit' },
  'GET /numbers/league': { query: { area: '511722' } },
  'GET /numbers/trend': { query: { area: '511722107', from: '2026-06-01' } },
};
