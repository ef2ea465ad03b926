import * as z from 'zod';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { OfAssessment, OfCoverage, OfHousehold } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { pickDefined, REASON_FIELD, runSteps, step, stepIf } from '../steps/run-steps.ts';

const ofFact = { id: true } as const;

const log = route({
  method: 'POST',
  path: '/households/{id}/coverages',
  summary: '登记保障 · Log a coverage',
  access: ['log-coverage'],
  tag: 'coverages',
  params: OfHousehold,
  body: COMMANDS['log-coverage'].input.omit(ofFact).extend(REASON_FIELD).meta({ id: 'NewCoverage' }),
  answer: Receipt,
  creates: true,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    return runSteps(context, { kind: 'household', id: context.params.id }, [step('log-coverage', input)]);
  },
});

const Corrections = COMMANDS['correct-coverage'].input.shape.changes;

const patch = route({
  method: 'PATCH',
  path: '/households/{id}/coverages/{vid}',
  summary: '保障：终止、更正、作废 · End, correct or void a coverage',
  access: ['correct-coverage', 'end-coverage', 'void-coverage'],
  tag: 'coverages',
  params: OfCoverage,
  body: Corrections.extend({
    ended: PlainDate.optional().meta({ description: '终止日期 · The last day' }),
    void: Remark.optional().meta({ description: '作废原因 · Why it never counted' }),
    ...REASON_FIELD,
  }).meta({ id: 'CoverageChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const id = params.vid;
    return runSteps(context, { kind: 'household', id: params.id }, [
      ...stepIf(pickDefined(Corrections, body), (changes) => step('correct-coverage', { id, changes })),
      ...stepIf(body.ended, (until) => step('end-coverage', { id, until })),
      ...stepIf(body.void, (reason) => step('void-coverage', { id, reason })),
    ]);
  },
});

const assess = route({
  method: 'POST',
  path: '/households/{id}/assessments',
  summary: '登记低保、特困认定 · Log whether the household qualifies for 低保 or 特困',
  access: ['assess'],
  tag: 'assessments',
  params: OfHousehold,
  body: COMMANDS.assess.input.extend(REASON_FIELD).meta({ id: 'NewAssessment' }),
  answer: Receipt,
  creates: true,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    return runSteps(context, { kind: 'household', id: context.params.id }, [step('assess', input)]);
  },
});

const patchAssessment = route({
  method: 'PATCH',
  path: '/households/{id}/assessments/{aid}',
  summary: '作废认定 · Void an assessment',
  access: ['void-assessment'],
  tag: 'assessments',
  params: OfAssessment,
  body: z
    .strictObject({ void: Remark.meta({ description: '作废原因 · Why it never counted' }), ...REASON_FIELD })
    .meta({ id: 'AssessmentChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const voided = step('void-assessment', { id: params.aid, reason: body.void });
    return runSteps(context, { kind: 'household', id: params.id }, [voided]);
  },
});

export const COVERAGE_ROUTES: readonly Route[] = [log, patch, assess, patchAssessment];
