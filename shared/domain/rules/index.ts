import { dayOf, type PlainDate } from '../calendar/dates.ts';
import type { Evaluated } from '../records/evaluated.ts';
import type { Household } from '../records/household.ts';
import type { MemberId } from '../records/ids.ts';
import type { RuleId } from '../records/rule-id.ts';
import type { Residence, Site, SiteLinks } from '../records/site.ts';
import { REGISTERED, REGISTRY, RULES } from './registry.ts';
import type { HouseholdRule, MemberRule, SiteRule } from './rule.ts';
import type { Policy } from './settings.ts';
import { termsOf } from './terms.ts';
import { type Finding, findingOn, type Ground, type Life, type Timeline, timelineOf } from './timeline.ts';

/**
 * To be raised with any change of a rule that can change an outcome, or of what makes a record due: every record is
 * then due at the next audit. 2: a record is due when a flag rises.
 */
export const RULES_VERSION = 2;

/** The number of rules that RULES_VERSION alone stands for. */
const RULES_OF_VERSION = 9;

/** RULES_VERSION with the rules that were added since: a record is due until it is evaluated by each of them. */
const RULES_MARK = [RULES_VERSION, ...RULES.slice(RULES_OF_VERSION)].join('+');

/** Names the rules and settings that an evaluation was made under: `2/default`, with a tenth rule `2+R10/default`. */
export const underPolicy = (policy: Policy): string => `${RULES_MARK}/${policy.version}`;

const HOUSEHOLD_RULES = REGISTERED.filter((rule): rule is HouseholdRule => rule.subject === 'household');
const MEMBER_RULES = REGISTERED.filter((rule): rule is MemberRule => rule.subject === 'member');
const SITE_RULES = REGISTERED.filter((rule): rule is SiteRule => rule.subject === 'site');

/** Whether a rule looks at members: a household then has as many findings of it as it has members. */
export const isOfMembers = (rule: RuleId): boolean => REGISTRY[rule]?.subject === 'member';

/** One rule's timeline for one subject: the record itself, or a member of it. */
export interface SubjectTimeline {
  readonly rule: RuleId;
  readonly member?: MemberId;
  readonly timeline: Timeline;
}

const timelineFor = (
  rule: Pick<HouseholdRule, 'order' | 'otherwise'>,
  life: Life,
  begun: boolean,
  grounds: () => readonly Ground[],
): Timeline =>
  begun
    ? timelineOf(life, rule.order, grounds(), rule.otherwise)
    : timelineOf(life, [], [], { outcome: 'unknown', reason: { code: 'moved_in_missing' } });

/** All rules of a household and its members, over the whole of its life. */
export const householdTimelines = (household: Household, policy: Policy): SubjectTimeline[] => {
  const terms = termsOf(household, policy.settings);
  return [
    ...HOUSEHOLD_RULES.map((rule) => ({
      rule: rule.id,
      timeline: timelineFor(rule, terms.life, terms.movedIn, () => rule.grounds(terms, policy)),
    })),
    ...MEMBER_RULES.flatMap((rule) =>
      terms.members.map((of) => ({
        rule: rule.id,
        member: of.member.id,
        timeline: timelineFor(rule, terms.life, terms.movedIn, () => rule.grounds(of, terms, policy)),
      })),
    ),
  ];
};

/**
 * All rules of a centralised site, over the whole of its life. `residences` are the site's own households, `links`
 * those linked to its industries, wherever they live.
 */
export const siteTimelines = (
  site: Site,
  residences: readonly Residence[],
  links: readonly SiteLinks[],
  policy: Policy,
): SubjectTimeline[] => {
  const life: Life = {
    from: dayOf(site.occupied ?? site.registered),
    over: site.vacated
      ? { on: dayOf(site.vacated), reason: { code: 'vacated', on: site.vacated } }
      : undefined,
  };
  return SITE_RULES.map((rule) => ({
    rule: rule.id,
    timeline: timelineFor(rule, life, site.occupied !== undefined, () =>
      rule.grounds(site, residences, links, policy),
    ),
  }));
};

/** The finding of each timeline on a day. */
export const findingsOn = (timelines: readonly SubjectTimeline[], on: PlainDate): Finding[] =>
  timelines.map(({ rule, member, timeline }) => ({
    rule,
    ...(member ? { member } : {}),
    ...findingOn(timeline, on),
  }));

/** What a record keeps of its findings: no reasons, and the days from and until which all of them hold. */
export const evaluatedFrom = (findings: readonly Finding[], policy: Policy): Evaluated => {
  const changes = findings.flatMap(({ changesOn }) => (changesOn ? [changesOn] : [])).sort();
  const holdsFrom = findings
    .flatMap(({ since }) => (since ? [since] : []))
    .sort()
    .at(-1);
  return {
    findings: findings.map(({ reasons: _, ...kept }) => kept),
    ...(holdsFrom ? { holdsFrom } : {}),
    ...(changes[0] ? { changesOn: changes[0] } : {}),
    under: underPolicy(policy),
  };
};

/** Whether stored findings no longer speak for a day: their time is over or not yet come, or the policy is another. */
export const isDue = (
  evaluated: Pick<Evaluated, 'holdsFrom' | 'changesOn' | 'under'> | undefined,
  on: PlainDate,
  policy: Policy,
): boolean =>
  evaluated === undefined ||
  evaluated.under !== underPolicy(policy) ||
  (evaluated.holdsFrom !== undefined && on < evaluated.holdsFrom) ||
  (evaluated.changesOn !== undefined && evaluated.changesOn <= on);
