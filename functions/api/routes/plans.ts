import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { OfHousehold, OfPlan } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { pickDefined, REASON_FIELD, runSteps, step, stepIf } from '../steps/run-steps.ts';

const tag = 'development plans';

const put = route({
  method: 'PUT',
  path: '/households/{id}/plan',
  summary: '制定产业发展规划 · Put down the development plan that begins on a day',
  access: ['log-plan'],
  tag,
  params: OfHousehold,
  body: COMMANDS['log-plan'].input.omit({ id: true }).extend(REASON_FIELD).meta({
    id: 'DevelopmentPlan',
  }),
  answer: Receipt,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    return runSteps(context, { kind: 'household', id: context.params.id }, [step('log-plan', input)]);
  },
});

const Corrections = COMMANDS['correct-plan'].input.shape.changes;

const patch = route({
  method: 'PATCH',
  path: '/households/{id}/plans/{pid}',
  summary: '产业发展规划：终止、更正、作废 · End, correct or void a development plan',
  access: ['correct-plan', 'end-plan', 'void-plan'],
  tag,
  params: OfPlan,
  body: Corrections.extend({
    ended: PlainDate.optional().meta({ description: '终止日期 · The last day' }),
    void: Remark.optional().meta({ description: '作废原因 · Why it never counted' }),
    ...REASON_FIELD,
  }).meta({ id: 'DevelopmentPlanChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const id = params.pid;
    return runSteps(context, { kind: 'household', id: params.id }, [
      ...stepIf(pickDefined(Corrections, body), (changes) => step('correct-plan', { id, changes })),
      ...stepIf(body.ended, (until) => step('end-plan', { id, until })),
      ...stepIf(body.void, (reason) => step('void-plan', { id, reason })),
    ]);
  },
});

export const PLAN_ROUTES: readonly Route[] = [put, patch];
