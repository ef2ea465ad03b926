import type * as z from 'zod';
import { addMonths, addYears, type Day, dayOf, FOREVER } from '../calendar/dates.ts';
import type { Confirmations, Dated } from '../records/facts.ts';
import type { Household } from '../records/household.ts';
import type { Employment } from '../records/household-facts.ts';
import { type Member, NOT_AT_SCHOOL } from '../records/member.ts';
import { type Cover, householdCover, memberCover } from './cover.ts';
import { type Days, intersect, minus, NO_DAYS, outside, span, union } from './days.ts';
import type { Settings } from './settings.ts';
import type { Life } from './timeline.ts';

/** The days of a fact from its first to its last day, both included. */
export const periodOf = ({ from, until }: { from: Employment['from']; until?: Employment['until'] }): Days =>
  span(dayOf(from), until ? dayOf(until) : FOREVER);

/** How many days a fact is planned for; for ever without an end. */
export const lengthOf = ({
  from,
  until,
}: {
  from: Employment['from'];
  until?: Employment['until'];
}): number => (until ? dayOf(until) - dayOf(from) + 1 : Number.POSITIVE_INFINITY);

/** The days on which a dated list says something that passes the test. */
export const daysWhen = <T>(list: Dated<T>, test: (value: T) => boolean): Days =>
  union(
    ...list.map(({ from, value }, i) => {
      const next = list[i + 1];
      return test(value) ? span(dayOf(from), next ? dayOf(next.from) - 1 : FOREVER) : NO_DAYS;
    }),
  );

/** The days on which a dated list says nothing yet. */
export function unrecorded(list: Dated<unknown>): Days {
  const first = list[0];
  return span(-FOREVER, first ? dayOf(first.from) - 1 : FOREVER);
}

/** The days on which the last of some confirmations is less than so many months old. */
export const confirmedWithin = (months: number, ...lists: readonly z.infer<typeof Confirmations>[]): Days =>
  union(
    ...lists.flat().map((date) => {
      const day = dayOf(date);
      return span(day, addMonths(day, months) - 1);
    }),
  );

export const notVoided = <T extends { voided?: unknown }>(facts: readonly T[]): T[] =>
  facts.filter(({ voided }) => !voided);

const refusalExemption = (member: Member, settings: Settings): Days => {
  const days = notVoided(member.refusals)
    .map(({ on }) => dayOf(on))
    .sort((a, b) => a - b);
  return union(
    ...days.map((day, i) => {
      const first = days[i - settings.refusals + 1];
      return first !== undefined && day - first <= settings.refusalWindowDays
        ? span(day, day + settings.refusalExemptionDays)
        : NO_DAYS;
    }),
  );
};

/** What the rules mean by their words, of one member; each term defined once (rules.md, "Terms"). */
export interface MemberTerms {
  readonly member: Member;
  readonly present: Days;
  readonly ofWorkingAge: Days;
  readonly atSchool: Days;
  readonly able: Days;
  readonly possiblyAble: Days;
  readonly willing: Days;
  readonly possiblyWilling: Days;
  readonly jobs: readonly Employment[];
  /** Days of any job from working age on, whether or not the member is present. */
  readonly working: Days;
  readonly inWork: Days;
  readonly residentPension: Cover;
  readonly employeePension: Cover;
  readonly drawingPension: Days;
  readonly birthday: (age: number) => Day;
}

/** The same of a household. */
export interface HouseholdTerms {
  readonly household: Household;
  readonly settings: Settings;
  /** Whether the date of moving in is recorded; without it every outcome is unknown. */
  readonly movedIn: boolean;
  readonly life: Life;
  readonly members: readonly MemberTerms[];
  readonly dibao: Cover;
  readonly tekun: Cover;
  readonly someoneAble: Days;
  readonly someonePossiblyAble: Days;
  readonly someoneInWork: Days;
}

const memberTerms = (household: Household, member: Member, settings: Settings): MemberTerms => {
  const birth = dayOf(member.birth);
  const birthday = (age: number) => addYears(birth, age);
  const gone = [member.left, member.died].flatMap((date) => (date ? [dayOf(date) - 1] : []));
  // The end of the household is none of its members': looking ahead, it puts nothing at risk.
  const present = span(
    Math.max(birth, member.joined ? dayOf(member.joined) : birth),
    Math.min(FOREVER, ...gone),
  );
  const ofWorkingAge = span(birthday(settings.workingAge));
  const atSchool = daysWhen(member.schooling, (value) => value !== NOT_AT_SCHOOL);
  const free = minus(
    intersect(present, span(birthday(settings.workingAge), birthday(settings.retirementAge) - 1)),
    union(
      atSchool,
      daysWhen(member.service, (value) => value !== 'none'),
    ),
  );
  const jobs = notVoided(household.employments).filter(({ memberId }) => memberId === member.id);
  const working = intersect(union(...jobs.map(periodOf)), ofWorkingAge);
  const exempt = refusalExemption(member, settings);
  const drawsFrom = birthday(settings.retirementAge);
  const residentPension = memberCover(household, member, 'resident_pension', drawsFrom, settings);
  const employeePension = memberCover(household, member, 'employee_pension', drawsFrom, settings);
  return {
    member,
    present,
    ofWorkingAge,
    atSchool,
    able: intersect(
      free,
      daysWhen(member.capacity, (value) => value !== 'lost' && value !== 'none'),
    ),
    possiblyAble: intersect(free, unrecorded(member.capacity)),
    willing: minus(
      daysWhen(member.willingness, (value) => value === 'willing'),
      exempt,
    ),
    possiblyWilling: minus(unrecorded(member.willingness), exempt),
    jobs,
    working,
    inWork: intersect(working, present),
    residentPension,
    employeePension,
    drawingPension: intersect(union(residentPension.drawing, employeePension.drawing), present),
    birthday,
  };
};

/** Works out the terms of a household once, for all its rules. */
export function termsOf(household: Household, settings: Settings): HouseholdTerms {
  const from = dayOf(household.movedIn ?? household.registered);
  const over = household.dissolved ? dayOf(household.dissolved) : undefined;
  const members = household.members.map((member) => memberTerms(household, member, settings));
  return {
    household,
    settings,
    movedIn: household.movedIn !== undefined,
    life: {
      from,
      over:
        household.dissolved && over !== undefined
          ? { on: over, reason: { code: 'dissolved', on: household.dissolved } }
          : undefined,
    },
    members,
    dibao: householdCover(household, 'dibao', settings),
    tekun: householdCover(household, 'tekun', settings),
    someoneAble: union(...members.map(({ able }) => able)),
    someonePossiblyAble: union(...members.map(({ possiblyAble }) => possiblyAble)),
    someoneInWork: union(...members.map(({ inWork }) => inWork)),
  };
}

/** A transfer in force, and where only a stale declaration of one stands: 低保, 特困 or a pension being drawn. */
export function transfersOf(terms: HouseholdTerms) {
  const sources = [
    { what: 'dibao', member: undefined, days: terms.dibao.inForce, stale: terms.dibao.stale },
    { what: 'tekun', member: undefined, days: terms.tekun.inForce, stale: terms.tekun.stale },
    ...terms.members.map(({ member, present, drawingPension, residentPension, employeePension }) => ({
      what: 'pension',
      member: member.id,
      days: drawingPension,
      stale: intersect(union(residentPension.stale, employeePension.stale), present),
    })),
  ];
  const inForce = union(...sources.map(({ days }) => days));
  const stale = union(...sources.map((source) => source.stale));
  return { sources, inForce, stale };
}

export const nobody = (somebody: Days): Days => outside(somebody);
