import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { Remark, Text } from '../records/facts.ts';
import type { Household } from '../records/household.ts';
import { birthOf, IdNumber, temporaryNumber } from '../records/id-number.ts';
import { FactId, MemberId } from '../records/ids.ts';
import {
  Capacity,
  Member,
  MemberDeclaration,
  Service,
  Sex,
  Willingness,
  WorkDeclaration,
} from '../records/member.ts';
import { Refused } from '../records/refusal.ts';
import {
  applyPatch,
  recordDated,
  replaceById,
  requireInLife,
  requireMember,
  requireNotAfterToday,
  requireNotDissolved,
  requireOrder,
  requireWithinYears,
  requireYearWithinReach,
} from './checks.ts';
import { type CommandContext, householdCommand } from './command.ts';

const profile = {
  sex: Sex.optional(),
  certificate: Text.optional(),
  number: Text.optional(),
  relation: Text.optional(),
  ethnicity: Text.optional(),
  education: Text.optional(),
  health: Text.optional(),
  phone: Text.optional(),
  joined: PlainDate.optional(),
};

/** A new member. Without an ID number, a birth date is required and a temporary number is assigned. */
export const NewMember = z.strictObject({
  id: MemberId.optional(),
  name: Text.meta({ description: '姓名 · name' }),
  idNumber: IdNumber.optional(),
  birth: PlainDate.optional(),
  ...profile,
});
export type NewMember = z.infer<typeof NewMember>;

/** In a correction, null removes a field. */
const nullableProfile = {
  sex: Sex.nullable().optional(),
  certificate: Text.nullable().optional(),
  number: Text.nullable().optional(),
  relation: Text.nullable().optional(),
  ethnicity: Text.nullable().optional(),
  education: Text.nullable().optional(),
  health: Text.nullable().optional(),
  phone: Text.nullable().optional(),
  joined: PlainDate.nullable().optional(),
};

const checkDates = ({ birth, joined, left, died }: Member, context: CommandContext): void => {
  requireNotAfterToday(birth, 'birth', context);
  if (joined) requireWithinYears(joined, 'joined', context);
  for (const [path, date] of Object.entries({ joined, left, died })) {
    if (date && date < birth) throw new Refused('date_before_birth', path, { date, birth });
  }
};

const checkUnique = (household: Household, member: Member): void => {
  const twin = household.members.find(({ id, idNumber }) => id !== member.id && idNumber === member.idNumber);
  if (twin) throw new Refused('member_twice', 'idNumber');
};

/** Adds a new member to a household. */
export function withNewMember(household: Household, input: NewMember, context: CommandContext): Household {
  const { id, idNumber, birth, ...rest } = input;
  const born = birth ?? (idNumber ? birthOf(idNumber) : undefined);
  if (!born) throw new Refused('birth_missing', 'birth');
  const memberId = id ?? MemberId.parse(context.newId());
  const member = Member.parse({
    id: memberId,
    ...rest,
    birth: born,
    idNumber: idNumber ?? temporaryNumber(household.area, memberId.slice(-8)),
    capacity: [],
    willingness: [],
    schooling: [],
    service: [],
    refusals: [],
    declared: [],
  });
  checkDates(member, context);
  checkUnique(household, member);
  if (household.members.some((one) => one.id === memberId)) throw new Refused('member_twice', 'id');
  return { ...household, members: [...household.members, member] };
}

const withMember = (household: Household, member: Member): Household =>
  applyPatch(household, { members: replaceById(household.members, member) });

const addMember = householdCommand({
  name: 'add-member',
  right: 'keep_households',
  input: NewMember,
  apply: (household, input, context) => {
    requireNotDissolved(household);
    return withNewMember(household, input, context);
  },
});

const correctMember = householdCommand({
  name: 'correct-member',
  right: 'keep_households',
  input: z.strictObject({
    memberId: MemberId,
    name: Text.optional().meta({ description: '姓名 · name' }),
    idNumber: IdNumber.optional(),
    birth: PlainDate.optional(),
    ...nullableProfile,
    /** Undoes an entry made by mistake. */
    left: z.null().optional(),
    died: z.null().optional(),
  }),
  apply: (household, { memberId, ...fields }, context) => {
    const member = applyPatch(requireMember(household, memberId), fields);
    checkDates(member, context);
    checkUnique(household, member);
    return withMember(household, member);
  },
});

const goes = <const Name extends string>(name: Name, field: 'left' | 'died') =>
  householdCommand({
    name,
    right: 'keep_households',
    input: z.strictObject({ memberId: MemberId, on: PlainDate }),
    apply: (household, { memberId, on }, context) => {
      requireNotAfterToday(on, 'on', context);
      const member = applyPatch(requireMember(household, memberId), { [field]: on });
      requireInLife({ birth: member.birth }, on, 'on');
      if (member.joined) requireOrder({ from: member.joined, until: on }, 'on');
      return withMember(household, member);
    },
  });

const records = <const Name extends string, Value extends string>(
  name: Name,
  field: 'capacity' | 'willingness' | 'schooling' | 'service',
  value: z.ZodType<Value>,
) =>
  householdCommand({
    name,
    right: 'keep_employments',
    input: z.strictObject({ memberId: MemberId, from: PlainDate, value }),
    apply: (household, { memberId, from, value: said }, context) => {
      requireNotDissolved(household);
      requireWithinYears(from, 'from', context);
      const member = requireMember(household, memberId);
      if (from < member.birth) {
        throw new Refused('date_before_birth', 'from', { date: from, birth: member.birth });
      }
      return withMember(household, applyPatch(member, { [field]: recordDated(member[field], from, said) }));
    },
  });

const recordRefusal = householdCommand({
  name: 'record-refusal',
  right: 'keep_employments',
  input: z.strictObject({ memberId: MemberId, on: PlainDate, offer: Text }),
  apply: (household, { memberId, on, offer }, context) => {
    requireNotDissolved(household);
    requireNotAfterToday(on, 'on', context);
    const member = requireMember(household, memberId);
    requireInLife(member, on, 'on');
    // The same refusal entered twice is one: three refusals exempt.
    if (member.refusals.some((one) => !one.voided && one.on === on && one.offer === offer)) return household;
    const refusal = { id: FactId.parse(context.newId()), on, offer };
    return withMember(household, { ...member, refusals: [...member.refusals, refusal] });
  },
});

const voidRefusal = householdCommand({
  name: 'void-refusal',
  right: 'keep_employments',
  input: z.strictObject({ memberId: MemberId, id: FactId, reason: Remark }),
  apply: (household, { memberId, id, reason }, { actor, today }) => {
    const member = requireMember(household, memberId);
    const refusal = member.refusals.find((one) => one.id === id);
    if (!refusal) throw new Refused('fact_unknown', 'id');
    if (refusal.voided) throw new Refused('fact_voided', 'id');
    const by = actor.kind === 'person' ? actor.id : `system:${actor.job}`;
    const next = { ...refusal, voided: { on: today, by, reason } };
    return withMember(household, { ...member, refusals: replaceById(member.refusals, next) });
  },
});

/** Records a year's yes/no columns; a later sheet of the same year adds or corrects. */
const declareMemberYear = householdCommand({
  name: 'declare-member-year',
  right: 'keep_coverages',
  input: z.strictObject({
    memberId: MemberId,
    year: MemberDeclaration.shape.year,
    schemes: MemberDeclaration.shape.schemes,
    work: WorkDeclaration.optional(),
  }),
  apply: (household, { memberId, year, schemes, work }, context) => {
    requireNotDissolved(household);
    requireYearWithinReach(year, context);
    const member = requireMember(household, memberId);
    // A child appears in the sheet of the year of its birth.
    requireInLife({ birth: member.birth }, PlainDate.parse(`${year}-12-31`), 'year');
    const known = member.declared.find((one) => one.year === year);
    const next = applyPatch(known ?? { year, schemes: {} }, {
      schemes: { ...known?.schemes, ...schemes },
      ...(work ? { work: { ...known?.work, ...work } } : {}),
    });
    if (next === known) return household;
    const others = member.declared.filter((one) => one.year !== year);
    const declared = [...others, next].sort((a, b) => a.year - b.year);
    return withMember(household, { ...member, declared });
  },
});

export const MEMBER_COMMANDS = [
  addMember,
  correctMember,
  goes('member-left', 'left'),
  goes('member-died', 'died'),
  records('record-capacity', 'capacity', Capacity),
  records('record-willingness', 'willingness', Willingness),
  records('record-schooling', 'schooling', Text),
  records('record-service', 'service', Service),
  recordRefusal,
  voidRefusal,
  declareMemberYear,
] as const;
