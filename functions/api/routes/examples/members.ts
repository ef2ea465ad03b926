import type { RouteExamples } from './example.ts';
import { DAUGHTER, DAUGHTER_NUMBER, HEAD, HOUSEHOLD } from './ids.ts';

export const MEMBERS_EXAMPLES: RouteExamples = {
  'POST /households/{id}/members': {
    params: { id: HOUSEHOLD },
    body: { name: '示例丙', idNumber: DAUGHTER_NUMBER, relation: '之女' },
    makes: [DAUGHTER],
  },
  'PATCH /households/{id}/members/{mid}': {
    params: { id: HOUSEHOLD, mid: HEAD },
    body: {
      capacity: { from: '2019-10-01', value: 'ordinary' },
      willingness: { from: '2019-10-01', value: 'willing' },
      education: '初中',
    },
  },
};
