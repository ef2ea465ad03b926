import type { RouteExamples } from './example.ts';
import { FLAG } from './ids.ts';

export const FLAGS_EXAMPLES: RouteExamples = {
  'GET /flags': { query: { area: '511722', limit: '2' } },
  'POST /flags': {
    body: {
      id: FLAG,
      source: 'petition',
      text: '群众反映原务工地养老保险关系一直没有转回',
      dueOn: '2026-07-10',
    },
  },
  'GET /flags/{id}': { params: { id: FLAG } },
};
