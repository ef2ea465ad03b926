import type { RouteExamples } from './example.ts';
import { HEAD, HEAD_NUMBER, HOUSEHOLD } from './ids.ts';

export const PEOPLE_EXAMPLES: RouteExamples = {
  'POST /people/lookup': { body: { idNumber: HEAD_NUMBER } },
  'POST /households/{id}/reveal': {
    params: { id: HOUSEHOLD },
    body: { memberId: HEAD, fields: ['phone'], purpose: '通知本人面试时间' },
  },
};
