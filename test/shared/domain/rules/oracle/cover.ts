import { type Day, plainDate } from '../../../../../shared/domain/calendar/dates.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { Coverage } from '../../../../../shared/domain/records/household-facts.ts';
import type { Member } from '../../../../../shared/domain/records/member.ts';
import {
  type CoverEffect,
  effectOf,
  HOUSEHOLD_DECLARED,
  type MEMBER_DECLARED,
} from '../../../../../shared/domain/records/schemes.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { daily, day, holds, monthsAfter, yearsAfter } from './calendar-days.ts';
import { peopleOf } from './people.ts';

type HouseholdScheme = (typeof HOUSEHOLD_DECLARED)[number];
export type MemberScheme = (typeof MEMBER_DECLARED)[number];
export type Cover = Exclude<CoverEffect, 'none'> | 'absent' | 'stale' | 'unrecorded';

const PENSIONS = ['resident_pension', 'employee_pension'] as const;

const IN_FORCE = ['drawing', 'contributing', 'insured'] as const;

const isInForce = (cover: Cover): boolean => IN_FORCE.some((effect) => effect === cover);

interface Declared {
  readonly year: number;
  readonly yes: boolean;
}

/** What stands of one scheme on a day, from its dated entries and its yearly declarations. */
const coverFrom = (
  entries: readonly Coverage[],
  declared: readonly Declared[],
  effectDeclaredIn: (year: number) => CoverEffect,
  staleMonths: number,
  on: Day,
): Cover => {
  const covering = entries.filter((entry) => holds(entry, on));
  if (covering.length > 0) {
    const youngest = Math.max(...covering.map((entry) => day(entry.from)));
    const speaking = covering.filter((entry) => day(entry.from) === youngest).map(effectOfEntry);
    return IN_FORCE.find((effect) => speaking.includes(effect)) ?? 'absent';
  }

  let latest: { on: Day; cover: Cover } | undefined;
  const say = (from: Day, cover: Cover) => {
    if (from <= on && (!latest || from >= latest.on)) latest = { on: from, cover };
  };
  for (const { year, yes } of declared) {
    const from = plainDate(`${year}-01-01`);
    const stands = yes ? (effectDeclaredIn(year) as Cover) : 'absent';
    say(day(from), on >= monthsAfter(from, staleMonths) ? 'stale' : stands);
  }
  // After the declarations, so that of two on one day the dated one is heard.
  for (const entry of entries) {
    if (effectOfEntry(entry) !== 'none' && entry.until !== undefined) say(day(entry.until) + 1, 'absent');
  }
  return latest?.cover ?? 'unrecorded';
};

const effectOfEntry = ({ scheme, status }: Coverage): CoverEffect | undefined => effectOf(scheme, status);

/** What can be asked of the cover of a household about one day. */
export const coversOf = (household: Household, policy: Policy) => {
  const { declarationStaleMonths, retirementAge } = policy.settings;
  const people = peopleOf(household, policy);
  const entriesOf = (scheme: string, member?: Member) =>
    household.coverages.filter(
      (entry) => entry.voided === undefined && entry.scheme === scheme && entry.memberId === member?.id,
    );

  const households = new Map(
    HOUSEHOLD_DECLARED.map((scheme) => {
      const entries = entriesOf(scheme);
      const declared = household.declared.flatMap(({ year, schemes }) => {
        const yes = schemes[scheme];
        return yes === undefined ? [] : [{ year, yes }];
      });
      return [
        scheme,
        daily((on) => coverFrom(entries, declared, () => 'drawing', declarationStaleMonths, on)),
      ];
    }),
  );
  const ofHousehold = (scheme: HouseholdScheme, on: Day): Cover =>
    households.get(scheme)?.(on) ?? 'unrecorded';

  const declaredEffect =
    (scheme: MemberScheme, member: Member) =>
    (year: number): CoverEffect => {
      if (!PENSIONS.some((pension) => pension === scheme)) return 'insured';
      const old = yearsAfter(member.birth, retirementAge) <= day(plainDate(`${year}-01-01`));
      return old ? 'drawing' : 'contributing';
    };
  const members = new Map<string, (on: Day) => Cover>();
  const ofMember = (scheme: MemberScheme, member: Member, on: Day): Cover => {
    const key = `${scheme}/${member.id}`;
    const known = members.get(key);
    if (known) return known(on);
    const entries = entriesOf(scheme, member);
    const declared = member.declared.flatMap(({ year, schemes }) => {
      const yes = schemes[scheme];
      return yes === undefined ? [] : [{ year, yes }];
    });
    const answer = daily((asked) =>
      coverFrom(entries, declared, declaredEffect(scheme, member), declarationStaleMonths, asked),
    );
    members.set(key, answer);
    return answer(on);
  };

  const isReliefInForce = (scheme: HouseholdScheme, on: Day) => isInForce(ofHousehold(scheme, on));
  const isReliefStale = (on: Day) => HOUSEHOLD_DECLARED.some((scheme) => ofHousehold(scheme, on) === 'stale');
  const pensionsOn = (on: Day): Cover[] =>
    people.presentOn(on).flatMap((member) => PENSIONS.map((scheme) => ofMember(scheme, member, on)));

  return {
    ofMember,
    isReliefInForce,
    isReliefStale,
    isDrawing: (member: Member, on: Day): boolean =>
      PENSIONS.some((scheme) => ofMember(scheme, member, on) === 'drawing'),
    isTransferInForce: daily(
      (on) =>
        HOUSEHOLD_DECLARED.some((scheme) => isReliefInForce(scheme, on)) ||
        pensionsOn(on).includes('drawing'),
    ),
    isTransferStale: daily((on) => isReliefStale(on) || pensionsOn(on).includes('stale')),
  };
};

export type Covers = ReturnType<typeof coversOf>;
export { isInForce };
