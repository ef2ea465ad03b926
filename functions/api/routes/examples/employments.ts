import type { RouteExamples } from './example.ts';
import { EMPLOYER_CODE, HEAD_NUMBER, HOUSEHOLD, JOB, OTHER_JOB, SPOUSE } from './ids.ts';

export const EMPLOYMENTS_EXAMPLES: RouteExamples = {
  'POST /employments': {
    as: 'hr_clerk',
    body: {
      idNumber: HEAD_NUMBER,
      employer: '示例帮扶车间',
      employerCode: EMPLOYER_CODE,
      job: '缝纫工',
      channel: 'workshop',
      workArea: 'in_township',
      from: '2026-06-01',
      monthlyWage: 3200,
      reason: '专场招聘会',
    },
    makes: [JOB],
  },
  'POST /households/{id}/employments': {
    params: { id: HOUSEHOLD },
    body: {
      memberId: SPOUSE,
      employer: '示例服装厂',
      channel: 'migrant_work',
      workArea: 'out_of_province',
      place: '浙江省',
      from: '2026-03-01',
      until: '2026-12-31',
      untilIs: 'planned',
    },
    makes: [OTHER_JOB],
  },
  'PATCH /households/{id}/employments/{eid}': {
    params: { id: HOUSEHOLD, eid: JOB },
    body: { confirmed: '2026-06-10', monthlyWage: 3300.5, reason: '电话回访' },
  },
};
