import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { CAPACITIES, codesOf, SERVICE, SEXES, WILLINGNESS } from './code-lists.ts';
import { dated, PersonName, PersonNumber, Phone, Text, voidable } from './facts.ts';
import { FactId, MemberId } from './ids.ts';
import { MEMBER_DECLARED } from './schemes.ts';

/** Schooling that means "not at school"; any other value is a kind of school. */
export const NOT_AT_SCHOOL = 'none';

/** A member's work in a year as the national export declares it: shown, but not used by any rule. */
export const WorkDeclaration = z
  .strictObject({
    place: Text.optional(),
    employer: Text.optional(),
    months: z.number().min(0).max(12).optional(),
    channel: Text.optional(),
    publicPost: Text.optional(),
    publicPostMonths: z.number().min(0).max(12).optional(),
    seriousIllness: z.boolean().optional(),
  })
  .meta({ id: 'WorkDeclaration', description: '申报的务工情况 · What a year’s sheet declares of work' });
export type WorkDeclaration = z.infer<typeof WorkDeclaration>;

/** The yes/no columns of a year: in force, or recorded as absent, from 1 January of `year`. */
export const MemberDeclaration = z
  .strictObject({
    year: z.int().min(2000).max(2199),
    schemes: z.partialRecord(z.enum(MEMBER_DECLARED), z.boolean()),
    work: WorkDeclaration.optional(),
  })
  .meta({ id: 'MemberDeclaration', description: '成员年度申报 · What a year’s sheet declares of a member' });
export type MemberDeclaration = z.infer<typeof MemberDeclaration>;

/** A documented refusal of an offer of work. */
const Refusal = z.strictObject({ id: FactId, on: PlainDate, offer: Text, ...voidable });

export const Capacity = z
  .enum(codesOf(CAPACITIES))
  .meta({ id: 'Capacity', description: '劳动技能 · Labour capacity' });
export const Willingness = z
  .enum(codesOf(WILLINGNESS))
  .meta({ id: 'Willingness', description: '就业意愿 · Willingness to work' });
export const Service = z
  .enum(codesOf(SERVICE))
  .meta({ id: 'Service', description: '服役服刑 · Military service or custody' });
export const Sex = z.enum(codesOf(SEXES)).meta({ id: 'Sex', description: '性别 · Sex' });

/** 家庭成员. R9 checks the stored ID number again. */
export const Member = z
  .strictObject({
    id: MemberId,
    name: PersonName.meta({ description: '姓名 · name' }),
    birth: PlainDate,
    sex: Sex.optional(),
    /** 证件号码 (GB 11643-1999), or a temporary number (`T` + area + serial) until there is one. */
    idNumber: PersonNumber,
    /** 残疾证 number (20 or 22 digits) whose first 18 are the ID number. */
    certificate: PersonNumber.optional(),
    /** 人口编号: opaque, of the national system. */
    number: Text.optional(),
    relation: Text.optional(),
    ethnicity: Text.optional(),
    education: Text.optional(),
    health: Text.optional(),
    phone: Phone.optional(),
    joined: PlainDate.optional(),
    /** The first day on which the member no longer belongs to the household. */
    left: PlainDate.optional(),
    /** The day of death, on which the member no longer counts as alive. */
    died: PlainDate.optional(),
    capacity: dated(Capacity),
    willingness: dated(Willingness),
    schooling: dated(Text),
    service: dated(Service),
    refusals: z.array(Refusal),
    declared: z.array(MemberDeclaration),
  })
  .meta({ id: 'Member', description: '家庭成员 · Member of a household' });
export type Member = z.infer<typeof Member>;
