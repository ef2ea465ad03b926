import type { RouteExamples } from './example.ts';
import { HOUSEHOLD } from './ids.ts';

export const FLAGS_BULK_EXAMPLES: RouteExamples = {
  'POST /flags/bulk': {
    body: {
      ids: [`H-${HOUSEHOLD}-R4`, `H-${HOUSEHOLD}-R7`],
      step: 'assign',
      input: { assignee: 'township_clerk-1', role: 'township_clerk', dueOn: '2026-07-20' },
    },
  },
};
