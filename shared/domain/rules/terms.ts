import { addYears, type Day, dayOf, FOREVER } from '../calendar/dates.ts';
import type { Household } from '../records/household.ts';
import type { Employment } from '../records/household-facts.ts';
import { type Member, NOT_AT_SCHOOL } from '../records/member.ts';
import type { Cover } from './cover.ts';
import { type Days, intersect, minus, NO_DAYS, outside, span, union } from './days.ts';
import { daysWhen, notVoided, periodOf, unrecorded } from './fact-days.ts';
import { householdCover, memberCover } from './record-covers.ts';
import type { Settings } from './settings.ts';
import type { Lifespan } from './timeline.ts';

/**
 * Returns the days on which refused offers exempt a member from the duty to be willing: after `refusals` refusals
 * within `refusalWindowDays`, for `refusalExemptionDays`.
 */
const refusalExemption = (member: Member, settings: Settings): Days => {
  const refusalDays = notVoided(member.refusals)
    .map(({ on }) => dayOf(on))
    .sort((a, b) => a - b);
  return union(
    ...refusalDays.map((day, i) => {
      const first = refusalDays[i - settings.refusals + 1];
      return first !== undefined && day - first <= settings.refusalWindowDays
        ? span(day, day + settings.refusalExemptionDays)
        : NO_DAYS;
    }),
  );
};

/** The terms of the rules for one member, as days; each is defined once (rules.md, "Terms"). */
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
  /** The days of any job from working age on, whether or not the member is present. */
  readonly working: Days;
  readonly inWork: Days;
  readonly residentPension: Cover;
  readonly employeePension: Cover;
  readonly drawingPension: Days;
  readonly birthday: (age: number) => Day;
}

/** The terms of the rules for a household. */
export interface HouseholdTerms {
  readonly household: Household;
  readonly settings: Settings;
  /** Whether the date of moving in is recorded; if not, every outcome is unknown. */
  readonly hasMovedIn: boolean;
  readonly lifespan: Lifespan;
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
  const ends = [member.left, member.died].flatMap((date) => (date ? [dayOf(date) - 1] : []));
  // The dissolution of the household does not end presence: looking ahead, it must not put anything at risk.
  const present = span(
    Math.max(birth, member.joined ? dayOf(member.joined) : birth),
    Math.min(FOREVER, ...ends),
  );
  const ofWorkingAge = span(birthday(settings.workingAge));
  const atSchool = daysWhen(member.schooling, (value) => value !== NOT_AT_SCHOOL);
  const available = minus(
    intersect(present, span(birthday(settings.workingAge), birthday(settings.retirementAge) - 1)),
    union(
      atSchool,
      daysWhen(member.service, (value) => value !== 'none'),
    ),
  );
  const jobs = notVoided(household.employments).filter(({ memberId }) => memberId === member.id);
  const working = intersect(union(...jobs.map(periodOf)), ofWorkingAge);
  const exemption = refusalExemption(member, settings);
  const drawsFrom = birthday(settings.retirementAge);
  const residentPension = memberCover(household, member, 'resident_pension', drawsFrom, settings);
  const employeePension = memberCover(household, member, 'employee_pension', drawsFrom, settings);
  return {
    member,
    present,
    ofWorkingAge,
    atSchool,
    able: intersect(
      available,
      daysWhen(member.capacity, (value) => value !== 'lost' && value !== 'none'),
    ),
    possiblyAble: intersect(available, unrecorded(member.capacity)),
    willing: minus(
      daysWhen(member.willingness, (value) => value === 'willing'),
      exemption,
    ),
    possiblyWilling: minus(unrecorded(member.willingness), exemption),
    jobs,
    working,
    inWork: intersect(working, present),
    residentPension,
    employeePension,
    drawingPension: intersect(union(residentPension.drawing, employeePension.drawing), present),
    birthday,
  };
};

/** Computes the terms of a household, once for all its rules. */
export function termsOf(household: Household, settings: Settings): HouseholdTerms {
  const from = dayOf(household.movedIn ?? household.registered);
  const end = household.dissolved ? dayOf(household.dissolved) : undefined;
  const members = household.members.map((member) => memberTerms(household, member, settings));
  return {
    household,
    settings,
    hasMovedIn: household.movedIn !== undefined,
    lifespan: {
      from,
      end:
        household.dissolved && end !== undefined
          ? { on: end, reason: { code: 'dissolved', on: household.dissolved } }
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

/** Returns the days of transfers (低保, 特困 or a drawn pension): those in force, and those with a stale declaration only. */
export function transferDays(terms: HouseholdTerms) {
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

/** Returns the days on which nobody has a property, from the days on which somebody has it. */
export const nobody = (somebody: Days): Days => outside(somebody);
