import { dayOf, type PlainDate } from '../calendar/dates.ts';
import type { Household } from '../records/household.ts';
import type { MemberId } from '../records/ids.ts';
import type { RuleId } from '../records/rule-id.ts';
import type { Residence, Site, SiteLinks } from '../records/site.ts';
import { startDutyOn } from './duty-start.ts';
import { REGISTERED } from './registry.ts';
import type { HouseholdRule, MemberRule, Rule, SiteRule } from './rule.ts';
import type { Policy } from './settings.ts';
import { termsOf } from './terms.ts';
import { type Finding, findingOn, type Ground, type Life, type Timeline, timelineOf } from './timeline.ts';

const HOUSEHOLD_RULES = REGISTERED.filter((rule): rule is HouseholdRule => rule.subject === 'household');
const MEMBER_RULES = REGISTERED.filter((rule): rule is MemberRule => rule.subject === 'member');
const SITE_RULES = REGISTERED.filter((rule): rule is SiteRule => rule.subject === 'site');

/** One rule's timeline for one subject: the record itself, or a member of it. */
export interface SubjectTimeline {
  readonly rule: RuleId;
  readonly member?: MemberId;
  readonly timeline: Timeline;
}

/** A subject in time: its life, and whether its beginning is recorded. Without that no outcome can be found. */
interface Subject {
  readonly life: Life;
  readonly begun: boolean;
}

const timelineFor = (
  { id, order, otherwise }: Pick<Rule, 'id' | 'order' | 'otherwise'>,
  { life, begun }: Subject,
  { settings }: Policy,
  grounds: () => readonly Ground[],
): Timeline => {
  const dutyFrom = settings.dutyFrom?.[id];
  const timeline = begun
    ? timelineOf(life, order, grounds(), otherwise)
    : timelineOf(life, [], [], { outcome: 'unknown', reason: { code: 'moved_in_missing' } });
  return startDutyOn(timeline, life, dutyFrom && dayOf(dutyFrom));
};

/** Returns the timelines of a household and of its members, a timeline for each rule and subject. */
export function householdTimelines(household: Household, policy: Policy): SubjectTimeline[] {
  const terms = termsOf(household, policy.settings);
  const subject: Subject = { life: terms.life, begun: terms.movedIn };
  return [
    ...HOUSEHOLD_RULES.map((rule) => ({
      rule: rule.id,
      timeline: timelineFor(rule, subject, policy, () => rule.grounds(terms, policy)),
    })),
    ...MEMBER_RULES.flatMap((rule) =>
      terms.members.map((of) => ({
        rule: rule.id,
        member: of.member.id,
        timeline: timelineFor(rule, subject, policy, () => rule.grounds(of, terms, policy)),
      })),
    ),
  ];
}

/**
 * Returns the timelines of a centralised site, one for each rule.
 *
 * @param residences the site's own households
 * @param links the households that are linked to its industries, wherever they live
 */
export function siteTimelines(
  site: Site,
  residences: readonly Residence[],
  links: readonly SiteLinks[],
  policy: Policy,
): SubjectTimeline[] {
  const life: Life = {
    from: dayOf(site.occupied ?? site.registered),
    over: site.vacated
      ? { on: dayOf(site.vacated), reason: { code: 'vacated', on: site.vacated } }
      : undefined,
  };
  const subject: Subject = { life, begun: site.occupied !== undefined };
  return SITE_RULES.map((rule) => ({
    rule: rule.id,
    timeline: timelineFor(rule, subject, policy, () => rule.grounds(site, residences, links, policy)),
  }));
}

/** The finding of each timeline on a day. */
export const findingsOn = (timelines: readonly SubjectTimeline[], on: PlainDate): Finding[] =>
  timelines.map(({ rule, member, timeline }) => ({
    rule,
    ...(member ? { member } : {}),
    ...findingOn(timeline, on),
  }));
