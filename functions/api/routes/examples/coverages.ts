import type { RouteExamples } from './example.ts';
import { ASSESSMENT, COVERAGE, HEAD, HOUSEHOLD } from './ids.ts';

export const COVERAGES_EXAMPLES: RouteExamples = {
  'POST /households/{id}/coverages': {
    params: { id: HOUSEHOLD },
    body: { memberId: HEAD, scheme: 'resident_medical', status: 'insured', from: '2026-01-01' },
    makes: [COVERAGE],
  },
  'PATCH /households/{id}/coverages/{vid}': {
    params: { id: HOUSEHOLD, vid: COVERAGE },
    body: { ended: '2026-12-31' },
  },
  'POST /households/{id}/assessments': {
    params: { id: HOUSEHOLD },
    body: { on: '2026-06-10', scheme: 'dibao', eligible: false },
    makes: [ASSESSMENT],
  },
  'PATCH /households/{id}/assessments/{aid}': {
    params: { id: HOUSEHOLD, aid: ASSESSMENT },
    body: { void: '录错了户' },
  },
};
