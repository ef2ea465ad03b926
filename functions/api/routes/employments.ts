import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { locatePerson } from '../../../shared/queries/people.ts';
import { OfEmployment, OfHousehold } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { pickDefined, REASON_FIELD, runSteps, step, stepIf } from '../steps/run-steps.ts';

const tag = 'employments';
const Log = COMMANDS['log-employment'].input.omit({ id: true }).extend(REASON_FIELD);

const log = route({
  method: 'POST',
  path: '/households/{id}/employments',
  summary: '登记就业 · Log an employment',
  access: ['log-employment'],
  tag,
  params: OfHousehold,
  body: Log.meta({ id: 'NewEmployment' }),
  answer: Receipt,
  creates: true,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    return runSteps(context, { kind: 'household', id: context.params.id }, [step('log-employment', input)]);
  },
});

const logByNumber = route({
  method: 'POST',
  path: '/employments',
  summary: '凭身份证号码登记就业 · Log an employment by ID number',
  access: ['log-employment'],
  tag,
  allowance: 'look_up',
  body: Log.omit({ memberId: true }).extend({ idNumber: IdNumber }).meta({
    id: 'NewEmploymentByNumber',
  }),
  answer: Receipt,
  creates: true,
  handle: async (context) => {
    const { reason: _, idNumber, ...input } = context.body;
    const { household, member } = await locatePerson(context.deps, idNumber);
    return runSteps(context, { kind: 'household', id: household }, [
      step('log-employment', { ...input, memberId: member }),
    ]);
  },
});

const Corrections = COMMANDS['correct-employment'].input.shape.changes;

const patch = route({
  method: 'PATCH',
  path: '/households/{id}/employments/{eid}',
  summary: '就业：终止、核实、更正、作废 · End, confirm, correct or void an employment',
  access: ['correct-employment', 'end-employment', 'confirm-employment', 'void-employment'],
  tag,
  params: OfEmployment,
  body: Corrections.extend({
    ended: PlainDate.optional().meta({ description: '终止日期 · The last day of the job' }),
    confirmed: PlainDate.optional().meta({
      description: '佐证时间 · The day on which somebody saw that it goes on',
    }),
    void: Remark.optional().meta({ description: '作废原因 · Why it never counted' }),
    ...REASON_FIELD,
  }).meta({ id: 'EmploymentChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const id = params.eid;
    return runSteps(context, { kind: 'household', id: params.id }, [
      ...stepIf(pickDefined(Corrections, body), (changes) => step('correct-employment', { id, changes })),
      ...stepIf(body.ended, (on) => step('end-employment', { id, on })),
      ...stepIf(body.confirmed, (on) => step('confirm-employment', { id, on })),
      ...stepIf(body.void, (reason) => step('void-employment', { id, reason })),
    ]);
  },
});

export const EMPLOYMENT_ROUTES: readonly Route[] = [logByNumber, log, patch];
