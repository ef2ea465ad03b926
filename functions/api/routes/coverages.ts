import * as z from 'zod/mini';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { documented } from '../../../shared/domain/records/documented.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { OfAssessment, OfCoverage, OfHousehold } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { givenOf, step, told, WHY, when } from '../steps/run-steps.ts';

const ofFact = { id: true } as const;

const log = route({
  method: 'POST',
  path: '/households/{id}/coverages',
  access: ['log-coverage'],
  tag: 'coverages',
  params: OfHousehold,
  body: documented(z.extend(z.omit(COMMANDS['log-coverage'].input, ofFact), WHY), { id: 'NewCoverage' }),
  answer: Receipt,
  creates: true,
  handle: (asked) => {
    const { reason: _, ...input } = asked.body;
    return told(asked, { kind: 'household', id: asked.params.id }, [step('log-coverage', input)]);
  },
});

const Corrections = COMMANDS['correct-coverage'].input.shape.changes;

const patch = route({
  method: 'PATCH',
  path: '/households/{id}/coverages/{vid}',
  access: ['correct-coverage', 'end-coverage', 'void-coverage'],
  tag: 'coverages',
  params: OfCoverage,
  body: documented(
    z.extend(Corrections, {
      ended: documented(z.optional(PlainDate), { description: 'The last day' }),
      void: documented(z.optional(Remark), { description: 'Why it never counted' }),
      ...WHY,
    }),
    { id: 'CoverageChanges' },
  ),
  answer: Receipt,
  handle: (asked) => {
    const { body, params } = asked;
    const id = params.vid;
    return told(asked, { kind: 'household', id: params.id }, [
      ...when(givenOf(Corrections, body), (changes) => step('correct-coverage', { id, changes })),
      ...when(body.ended, (until) => step('end-coverage', { id, until })),
      ...when(body.void, (reason) => step('void-coverage', { id, reason })),
    ]);
  },
});

const assess = route({
  method: 'POST',
  path: '/households/{id}/assessments',
  access: ['assess'],
  tag: 'assessments',
  params: OfHousehold,
  body: documented(z.extend(COMMANDS.assess.input, WHY), { id: 'NewAssessment' }),
  answer: Receipt,
  creates: true,
  handle: (asked) => {
    const { reason: _, ...input } = asked.body;
    return told(asked, { kind: 'household', id: asked.params.id }, [step('assess', input)]);
  },
});

const patchAssessment = route({
  method: 'PATCH',
  path: '/households/{id}/assessments/{aid}',
  access: ['void-assessment'],
  tag: 'assessments',
  params: OfAssessment,
  body: documented(
    z.strictObject({ void: documented(Remark, { description: 'Why it never counted' }), ...WHY }),
    { id: 'AssessmentChanges' },
  ),
  answer: Receipt,
  handle: (asked) => {
    const { body, params } = asked;
    const voided = step('void-assessment', { id: params.aid, reason: body.void });
    return told(asked, { kind: 'household', id: params.id }, [voided]);
  },
});

export const COVERAGE_ROUTES: readonly Route[] = [log, patch, assess, patchAssessment];
