import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { OfHousehold, OfMember } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { pickDefined, REASON_FIELD, runSteps, step, stepIf } from '../steps/run-steps.ts';

const tag = 'members';

const add = route({
  method: 'POST',
  path: '/households/{id}/members',
  summary: '新增家庭成员 · Add a member',
  access: ['add-member'],
  tag,
  params: OfHousehold,
  body: COMMANDS['add-member'].input.omit({ id: true }).extend(REASON_FIELD).meta({ id: 'NewMember' }),
  answer: Receipt,
  creates: true,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    return runSteps(context, { kind: 'household', id: context.params.id }, [step('add-member', input)]);
  },
});

const ofMember = { memberId: true } as const;
const Corrections = COMMANDS['correct-member'].input.omit({ memberId: true, left: true, died: true });

const Patch = Corrections.extend({
  left: PlainDate.nullable().optional().meta({
    description: '迁出 · The first day gone; null takes it back',
  }),
  died: PlainDate.nullable().optional().meta({
    description: '去世 · The day of death; null takes it back',
  }),
  capacity: COMMANDS['record-capacity'].input.omit(ofMember).optional(),
  willingness: COMMANDS['record-willingness'].input.omit(ofMember).optional(),
  schooling: COMMANDS['record-schooling'].input.omit(ofMember).optional(),
  service: COMMANDS['record-service'].input.omit(ofMember).optional(),
  refusal: COMMANDS['record-refusal'].input
    .omit(ofMember)
    .optional()
    .meta({ description: '登记拒绝推荐岗位 · a refusal of an offer' }),
  voidRefusal: COMMANDS['void-refusal'].input
    .omit(ofMember)
    .optional()
    .meta({ description: '作废一次拒绝 · a refusal that never counted' }),
  declared: COMMANDS['declare-member-year'].input.omit(ofMember).optional(),
  ...REASON_FIELD,
}).meta({ id: 'MemberChanges' });

const patch = route({
  method: 'PATCH',
  path: '/households/{id}/members/{mid}',
  summary: '更正家庭成员 · Change a member',
  access: [
    'correct-member',
    'member-left',
    'member-died',
    'record-capacity',
    'record-willingness',
    'record-schooling',
    'record-service',
    'record-refusal',
    'void-refusal',
    'declare-member-year',
  ],
  tag,
  params: OfMember,
  body: Patch,
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const memberId = params.mid;
    const { left, died } = body;
    const takenBack = {
      ...(left === null ? { left } : {}),
      ...(died === null ? { died } : {}),
    };
    const corrections = { ...pickDefined(Corrections, body), ...takenBack };
    const hasCorrections = Object.keys(corrections).length > 0;
    return runSteps(context, { kind: 'household', id: params.id }, [
      ...(hasCorrections ? [step('correct-member', { memberId, ...corrections })] : []),
      ...stepIf(left ?? undefined, (on) => step('member-left', { memberId, on })),
      ...stepIf(died ?? undefined, (on) => step('member-died', { memberId, on })),
      ...stepIf(body.capacity, (said) => step('record-capacity', { memberId, ...said })),
      ...stepIf(body.willingness, (said) => step('record-willingness', { memberId, ...said })),
      ...stepIf(body.schooling, (said) => step('record-schooling', { memberId, ...said })),
      ...stepIf(body.service, (said) => step('record-service', { memberId, ...said })),
      ...stepIf(body.refusal, (said) => step('record-refusal', { memberId, ...said })),
      ...stepIf(body.voidRefusal, (said) => step('void-refusal', { memberId, ...said })),
      ...stepIf(body.declared, (said) => step('declare-member-year', { memberId, ...said })),
    ]);
  },
});

export const MEMBER_ROUTES: readonly Route[] = [add, patch];
