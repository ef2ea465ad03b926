import { addMonths, type Day, dayOf, FOREVER, type PlainDate } from '../dates.ts';
import type { Household } from '../records/household.ts';
import type { Member } from '../records/member.ts';
import { type CoverEffect, effectOf, type Scheme } from '../records/schemes.ts';
import { type Days, intersect, minus, NO_DAYS, span, union } from './days.ts';
import type { Settings } from './settings.ts';

/** What is recorded of one scheme of one member or household; on days in none of them nothing is. */
export interface Cover {
  readonly contributing: Days;
  /** Drawing or insured. */
  readonly drawing: Days;
  /** contributing or drawing. */
  readonly inForce: Days;
  readonly absent: Days;
  /** Only a declaration that has turned stale stands. */
  readonly stale: Days;
}

const NOTHING: Cover = {
  contributing: NO_DAYS,
  drawing: NO_DAYS,
  inForce: NO_DAYS,
  absent: NO_DAYS,
  stale: NO_DAYS,
};

/** Something said of a scheme on a day that stands until the next: a dated word beats a declaration of its day. */
interface Word {
  readonly on: Day;
  readonly effect: CoverEffect;
  readonly staleOn: Day;
}

/** A dated word turns stale on no day, the end of time included. */
const NEVER: Day = FOREVER + 1;

interface Entry {
  readonly effect: CoverEffect;
  readonly from: PlainDate;
  readonly until?: PlainDate | undefined;
}

interface Declared {
  readonly year: number;
  readonly effect: CoverEffect;
}

const january = (year: number): Day => dayOf(`${year}-01-01` as PlainDate);

const coverOf = (entries: readonly Entry[], declared: readonly Declared[], settings: Settings): Cover => {
  if (entries.length === 0 && declared.length === 0) return NOTHING;
  const standing = { contributing: NO_DAYS, drawing: NO_DAYS, absent: NO_DAYS, stale: NO_DAYS };
  const words: Word[] = declared.map(({ year, effect }) => ({
    on: january(year),
    effect,
    staleOn: addMonths(january(year), settings.declarationStaleMonths),
  }));
  for (const { effect, from, until } of entries) {
    if (effect === 'none') words.push({ on: dayOf(from), effect, staleOn: NEVER });
    else {
      const key = effect === 'contributing' ? 'contributing' : 'drawing';
      standing[key] = union(standing[key], span(dayOf(from), until ? dayOf(until) : FOREVER));
      if (until) words.push({ on: dayOf(until) + 1, effect: 'none', staleOn: NEVER });
    }
  }
  const dated = union(standing.contributing, standing.drawing);
  words.sort((a, b) => a.on - b.on || a.staleOn - b.staleOn);
  words.forEach((word, i) => {
    const last = (words[i + 1]?.on ?? FOREVER + 1) - 1;
    const said = minus(span(word.on, Math.min(last, word.staleOn - 1)), dated);
    const key =
      word.effect === 'none' ? 'absent' : word.effect === 'contributing' ? 'contributing' : 'drawing';
    standing[key] = union(standing[key], said);
    standing.stale = union(standing.stale, minus(span(Math.max(word.on, word.staleOn), last), dated));
  });
  // Where two entries overlap and one of them draws, the person draws.
  const contributing = minus(standing.contributing, standing.drawing);
  return { ...standing, contributing, inForce: union(contributing, standing.drawing) };
};

const entriesOf = (household: Household, scheme: Scheme, member: Member | undefined): Entry[] =>
  household.coverages
    .filter((one) => one.scheme === scheme && one.memberId === member?.id && !one.voided)
    .map(({ status, from, until }) => ({ effect: effectOf(scheme, status) ?? 'none', from, until }));

/** 低保 or 特困, which are the household's. */
export const householdCover = (household: Household, scheme: 'dibao' | 'tekun', settings: Settings): Cover =>
  coverOf(
    entriesOf(household, scheme, undefined),
    household.declared.flatMap(({ year, schemes }) => {
      const declared = schemes[scheme];
      return declared === undefined ? [] : [{ year, effect: declared ? 'drawing' : 'none' } as const];
    }),
    settings,
  );

type MemberScheme = 'resident_pension' | 'employee_pension' | 'resident_medical' | 'employee_medical';

/**
 * A pension or medical scheme of a member. Who is 60 by 1 January of a declared year draws the pension that the
 * declaration speaks of; everybody else contributes.
 */
export const memberCover = (
  household: Household,
  member: Member,
  scheme: MemberScheme,
  drawsFrom: Day,
  settings: Settings,
): Cover => {
  const isPension = scheme === 'resident_pension' || scheme === 'employee_pension';
  const effect = (year: number): CoverEffect =>
    isPension && drawsFrom > january(year) ? 'contributing' : 'drawing';
  return coverOf(
    entriesOf(household, scheme, member),
    member.declared.flatMap(({ year, schemes }) => {
      const declared = schemes[scheme];
      return declared === undefined ? [] : [{ year, effect: declared ? effect(year) : 'none' } as const];
    }),
    settings,
  );
};

/**
 * The days on which exactly one of two covers is in force, both are, or neither is though something is recorded.
 * Where one is absent and of the other only something stale stands, nobody knows.
 */
export const exactlyOne = (a: Cover, b: Cover) => {
  const both = intersect(a.inForce, b.inForce);
  const some = union(a.inForce, b.inForce);
  const undecided = union(some, a.stale, b.stale);
  return { one: minus(some, both), both, none: minus(union(a.absent, b.absent), undecided) };
};
