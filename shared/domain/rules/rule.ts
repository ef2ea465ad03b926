import { type Day, dateOf, FOREVER } from '../calendar/dates.ts';
import type { Outcome } from '../records/evaluated.ts';
import type { RuleId } from '../records/rule-id.ts';
import type { Residence, Site, SiteLinks } from '../records/site.ts';
import { type Days, holdingFor, intersect, minus } from './days.ts';
import type { Policy } from './settings.ts';
import type { HouseholdTerms, MemberTerms } from './terms.ts';
import type { Ground, Reason } from './timeline.ts';

interface RuleOf<Arguments extends readonly unknown[]> {
  readonly id: RuleId;
  /** The rule's own name, as rules.md heads it. */
  readonly name: string;
  /** The clause of 达市府办函〔2019〕30号 that it comes from. */
  readonly clause: string;
  /** The first outcome of this list that has a ground on a day is the day's. */
  readonly order: readonly Outcome[];
  readonly otherwise: { readonly outcome: Outcome; readonly reason: Reason };
  readonly grounds: (...given: Arguments) => Ground[];
}

export type HouseholdRule = RuleOf<[terms: HouseholdTerms, policy: Policy]> & {
  readonly subject: 'household';
};
export type MemberRule = RuleOf<[of: MemberTerms, terms: HouseholdTerms, policy: Policy]> & {
  readonly subject: 'member';
};

export type SiteRule = RuleOf<
  [site: Site, residences: readonly Residence[], links: readonly SiteLinks[], policy: Policy]
> & { readonly subject: 'site' };

/** A rule of any subject. */
export type Rule = HouseholdRule | MemberRule | SiteRule;

/** Something that holds on some days, and how it is told. */
export interface Part {
  readonly days: Days;
  readonly reason: Reason;
}

/**
 * What holds, and goes on holding for `ahead` days, is met; what holds but ends sooner is at risk, and the reason
 * says on which day nothing of it holds any more.
 */
export const metWhileHolding = (holding: Days, ahead: number, parts: readonly Part[]): Ground[] => {
  const held = holdingFor(holding, ahead);
  const ending = minus(holding, held);
  const ends: Ground[] = [];
  for (let i = 0; i < holding.length; i += 2) {
    const last = holding[i + 1] as Day;
    if (last !== FOREVER) {
      const days = intersect(ending, [holding[i] as Day, last]);
      ends.push({ outcome: 'at_risk', days, reason: { code: 'ends', on: dateOf(last) } });
    }
  }
  return [
    ...parts.map(({ days, reason }): Ground => ({ outcome: 'met', days: intersect(days, held), reason })),
    ...parts.map(
      ({ days, reason }): Ground => ({ outcome: 'at_risk', days: intersect(days, ending), reason }),
    ),
    ...ends,
  ];
};
