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
    const withdrawals = {
      ...(left === null ? { left } : {}),
      ...(died === null ? { died } : {}),
    };
    const corrections = { ...pickDefined(Corrections, body), ...withdrawals };
    const hasCorrections = Object.keys(corrections).length > 0;
    return runSteps(context, { kind: 'household', id: params.id }, [
      ...(hasCorrections ? [step('correct-member', { memberId, ...corrections })] : []),
      ...stepIf(left ?? undefined, (on) => step('member-left', { memberId, on })),
      ...stepIf(died ?? undefined, (on) => step('member-died', { memberId, on })),
      ...stepIf(body.capacity, (input) => step('record-capacity', { memberId, ...input })),
      ...stepIf(body.willingness, (input) => step('record-willingness', { memberId, ...input })),
      ...stepIf(body.schooling, (input) => step('record-schooling', { memberId, ...input })),
      ...stepIf(body.service, (input) => step('record-service', { memberId, ...input })),
      ...stepIf(body.refusal, (input) => step('record-refusal', { memberId, ...input })),
      ...stepIf(body.voidRefusal, (input) => step('void-refusal', { memberId, ...input })),
      ...stepIf(body.declared, (input) => step('declare-member-year', { memberId, ...input })),
    ]);
  },
});

export const MEMBER_ROUTES: readonly Route[] = [add, patch];
