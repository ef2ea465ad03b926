import * as z from 'zod/mini';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { documented } from '../../../shared/domain/records/documented.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { OfHousehold, OfMember } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { givenOf, step, told, WHY, when } from '../steps/run-steps.ts';

const tag = 'members';

const add = route({
  method: 'POST',
  path: '/households/{id}/members',
  access: ['add-member'],
  tag,
  params: OfHousehold,
  body: documented(z.extend(z.omit(COMMANDS['add-member'].input, { id: true }), WHY), { id: 'NewMember' }),
  answer: Receipt,
  creates: true,
  handle: (asked) => {
    const { reason: _, ...input } = asked.body;
    return told(asked, { kind: 'household', id: asked.params.id }, [step('add-member', input)]);
  },
});

const ofMember = { memberId: true } as const;
const Corrections = z.omit(COMMANDS['correct-member'].input, { memberId: true, left: true, died: true });

const Patch = documented(
  z.extend(Corrections, {
    left: documented(z.optional(z.nullable(PlainDate)), {
      description: 'The first day gone; null takes it back',
    }),
    died: documented(z.optional(z.nullable(PlainDate)), {
      description: 'The day of death; null takes it back',
    }),
    capacity: z.optional(z.omit(COMMANDS['record-capacity'].input, ofMember)),
    willingness: z.optional(z.omit(COMMANDS['record-willingness'].input, ofMember)),
    schooling: z.optional(z.omit(COMMANDS['record-schooling'].input, ofMember)),
    service: z.optional(z.omit(COMMANDS['record-service'].input, ofMember)),
    refusal: z.optional(z.omit(COMMANDS['record-refusal'].input, ofMember)),
    voidRefusal: z.optional(z.omit(COMMANDS['void-refusal'].input, ofMember)),
    declared: z.optional(z.omit(COMMANDS['declare-member-year'].input, ofMember)),
    ...WHY,
  }),
  { id: 'MemberChanges' },
);

const patch = route({
  method: 'PATCH',
  path: '/households/{id}/members/{mid}',
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
  handle: (asked) => {
    const { body, params } = asked;
    const memberId = params.mid;
    const { left, died } = body;
    const takenBack = {
      ...(left === null ? { left } : {}),
      ...(died === null ? { died } : {}),
    };
    const corrections = { ...givenOf(Corrections, body), ...takenBack };
    const hasCorrections = Object.keys(corrections).length > 0;
    return told(asked, { kind: 'household', id: params.id }, [
      ...(hasCorrections ? [step('correct-member', { memberId, ...corrections })] : []),
      ...when(left ?? undefined, (on) => step('member-left', { memberId, on })),
      ...when(died ?? undefined, (on) => step('member-died', { memberId, on })),
      ...when(body.capacity, (said) => step('record-capacity', { memberId, ...said })),
      ...when(body.willingness, (said) => step('record-willingness', { memberId, ...said })),
      ...when(body.schooling, (said) => step('record-schooling', { memberId, ...said })),
      ...when(body.service, (said) => step('record-service', { memberId, ...said })),
      ...when(body.refusal, (said) => step('record-refusal', { memberId, ...said })),
      ...when(body.voidRefusal, (said) => step('void-refusal', { memberId, ...said })),
      ...when(body.declared, (said) => step('declare-member-year', { memberId, ...said })),
    ]);
  },
});

export const MEMBER_ROUTES: readonly Route[] = [add, patch];
