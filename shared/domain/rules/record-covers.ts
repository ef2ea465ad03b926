import type { Day } from '../calendar/dates.ts';
import type { Household } from '../records/household.ts';
import type { Member } from '../records/member.ts';
import { type CoverEffect, effectOf, type MEMBER_DECLARED, type Scheme } from '../records/schemes.ts';
import { buildCover, type Cover, type CoverEntry, firstDayOf } from './cover.ts';
import type { Settings } from './settings.ts';

const entriesOf = (household: Household, scheme: Scheme, member: Member | undefined): CoverEntry[] => {
  const entries: CoverEntry[] = [];
  for (const coverage of household.coverages) {
    if (coverage.scheme !== scheme || coverage.memberId !== member?.id || coverage.voided) continue;
    const { status, from, until } = coverage;
    entries.push({ effect: effectOf(scheme, status) ?? 'none', from, until });
  }
  return entries;
};

/** Returns a household's cover by 低保 or 特困. */
export const householdCover = (household: Household, scheme: 'dibao' | 'tekun', settings: Settings): Cover =>
  buildCover(
    entriesOf(household, scheme, undefined),
    household.declared.flatMap(({ year, schemes }) => {
      const declared = schemes[scheme];
      return declared === undefined ? [] : [{ year, effect: declared ? 'drawing' : 'none' } as const];
    }),
    settings,
  );

type MemberScheme = (typeof MEMBER_DECLARED)[number];

/**
 * Returns a member's cover by a pension or medical scheme. A declared pension is drawn if the member is 60 by 1 January
 * of the year, and contributed to otherwise.
 *
 * @param drawsFrom the member's 60th birthday
 */
export function memberCover(
  household: Household,
  member: Member,
  scheme: MemberScheme,
  drawsFrom: Day,
  settings: Settings,
): Cover {
  const isPension = scheme === 'resident_pension' || scheme === 'employee_pension';
  const effectIn = (year: number): CoverEffect =>
    isPension && drawsFrom > firstDayOf(year) ? 'contributing' : 'drawing';
  return buildCover(
    entriesOf(household, scheme, member),
    member.declared.flatMap(({ year, schemes }) => {
      const declared = schemes[scheme];
      return declared === undefined ? [] : [{ year, effect: declared ? effectIn(year) : 'none' } as const];
    }),
    settings,
  );
}
