import type { Day, PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import type { MemberId } from '../../../../shared/domain/records/ids.ts';
import type { RuleId } from '../../../../shared/domain/records/rule-id.ts';
import type { Residence, Site, SiteLinks } from '../../../../shared/domain/records/site.ts';
import type { Policy } from '../../../../shared/domain/rules/settings.ts';
import { daily, day, happened } from './oracle/calendar-days.ts';
import { coversOf } from './oracle/cover.ts';
import { peopleOf } from './oracle/people.ts';
import { leadingIndustryOn } from './oracle/r1.ts';
import { incomeChannelOn } from './oracle/r2.ts';
import { employmentOn } from './oracle/r3.ts';
import { developmentPlanOn } from './oracle/r4.ts';
import { medicalCoverOn, pensionCoverOn } from './oracle/r5-r6.ts';
import { safetyNetOn } from './oracle/r7.ts';
import { pensionTransferOn } from './oracle/r8.ts';
import { conflictsOn } from './oracle/r9.ts';

/**
 * What the rules say of one subject, found by asking about one day at a time. It shares nothing with the
 * computation that it is held against but the shape of records, settings and dates.
 */
export interface Oracle {
  readonly rule: RuleId;
  readonly member?: MemberId;
  readonly outcomeOn: (on: Day) => Outcome;
  /** The first day on which anything is said of the subject. */
  readonly start: Day;
}

interface Lifetime {
  readonly registered: PlainDate;
  readonly began: PlainDate | undefined;
  readonly ended: PlainDate | undefined;
}

const within = ({ registered, began, ended }: Lifetime, rule: (on: Day) => Outcome) => ({
  start: day(began ?? registered),
  outcomeOn: daily((on): Outcome => {
    if (happened(ended, on)) return 'not_applicable';
    if (began === undefined) return happened(registered, on) ? 'unknown' : 'not_applicable';
    return happened(began, on) ? rule(on) : 'not_applicable';
  }),
});

/** Every rule of a household, and of each of its members. */
export const householdOracles = (household: Household, policy: Policy): Oracle[] => {
  const people = peopleOf(household, policy);
  const covers = coversOf(household, policy);
  const lifetime: Lifetime = {
    registered: household.registered,
    began: household.movedIn,
    ended: household.dissolved,
  };
  const ofHousehold: [RuleId, (on: Day) => Outcome][] = [
    ['R2', incomeChannelOn(household, policy, people, covers)],
    ['R3', employmentOn(household, policy, people)],
    ['R4', developmentPlanOn(household, people)],
    ['R7', safetyNetOn(household, policy, people, covers)],
    ['R9', conflictsOn(household, policy, people, covers)],
  ];
  return [
    ...ofHousehold.map(([rule, outcomeOn]) => ({ rule, ...within(lifetime, outcomeOn) })),
    ...household.members.flatMap((member) => {
      const ofMember: [RuleId, (on: Day) => Outcome][] = [
        ['R5', medicalCoverOn(member, people, covers)],
        ['R6', pensionCoverOn(member, policy, people, covers)],
        ['R8', pensionTransferOn(household, member, policy, people, covers)],
      ];
      return ofMember.map(([rule, outcomeOn]) => ({
        rule,
        member: member.id,
        ...within(lifetime, outcomeOn),
      }));
    }),
  ];
};

/** The rule of a site. */
export const siteOracles = (
  site: Site,
  residences: readonly Residence[],
  links: readonly SiteLinks[],
  policy: Policy,
): Oracle[] => {
  const lifetime = { registered: site.registered, began: site.occupied, ended: site.vacated };
  return [{ rule: 'R1', ...within(lifetime, leadingIndustryOn(site, residences, links, policy)) }];
};

export interface Foretold {
  readonly outcome: Outcome;
  readonly since: Day | undefined;
  /** The first day up to the horizon with another outcome. */
  readonly changesOn: Day | undefined;
}

/** Walks back to the start of the run of days with this outcome, and forward to its end or the horizon. */
export const foretell = ({ outcomeOn, start }: Oracle, on: Day, horizon: Day): Foretold => {
  const outcome = outcomeOn(on);
  let since = on;
  while (since > start && outcomeOn(since - 1) === outcome) since--;
  let next = on + 1;
  while (next <= horizon && outcomeOn(next) === outcome) next++;
  return { outcome, since: on < start ? undefined : since, changesOn: next <= horizon ? next : undefined };
};
