import { addMonths, type Day, dayOf, FOREVER, type PlainDate } from '../calendar/dates.ts';
import type { Household } from '../records/household.ts';
import type { Member } from '../records/member.ts';
import { type CoverEffect, effectOf, type MEMBER_DECLARED, type Scheme } from '../records/schemes.ts';
import { type Days, intersect, minus, NO_DAYS, outside, span, union } from './days.ts';
import type { Settings } from './settings.ts';

/** The records of one scheme of one member or household. On days in none of the sets nothing is recorded. */
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

interface Entry {
  readonly effect: CoverEffect;
  readonly from: PlainDate;
  readonly until?: PlainDate | undefined;
}

interface Declared {
  readonly year: number;
  readonly effect: CoverEffect;
}

type Key = 'contributing' | 'drawing' | 'absent';

const keyOf = (effect: CoverEffect): Key => {
  if (effect === 'none') return 'absent';
  return effect === 'contributing' ? 'contributing' : 'drawing';
};

/** From weakest to strongest: of entries from one day the strongest counts. */
const STRENGTH: readonly Key[] = ['absent', 'contributing', 'drawing'];

/** What is being laid out of a cover: days are put to it in place, since this is done for every scheme of everybody. */
type Laid = Record<Key | 'stale', Days>;

/** Each day to the entry of the latest `from` whose period covers it. Gives the days that have one. */
const layEntries = (laid: Laid, entries: readonly Entry[]): Days => {
  let decided = NO_DAYS;
  const strongestFirst = entries
    .map(({ effect, from, until }) => ({
      key: keyOf(effect),
      from: dayOf(from),
      until: until ? dayOf(until) : FOREVER,
    }))
    .sort((a, b) => b.from - a.from || STRENGTH.indexOf(b.key) - STRENGTH.indexOf(a.key));
  for (const { key, from, until } of strongestFirst) {
    const period = span(from, until);
    laid[key] = union(laid[key], minus(period, decided));
    decided = union(decided, period);
  }
  return decided;
};

/** Something said on a day that no entry covers, which stands until the next such word. */
interface Word {
  readonly on: Day;
  readonly effect: CoverEffect;
  readonly staleOn: Day;
}

/** The end of an entry turns stale on no day, the end of time included. */
const NEVER: Day = FOREVER + 1;

const january = (year: number): Day => dayOf(`${year}-01-01` as PlainDate);

/** What was declared, and that covers ended, in order; on one day the dated end speaks last. */
const wordsOf = (entries: readonly Entry[], declared: readonly Declared[], settings: Settings): Word[] => {
  const words: Word[] = [];
  for (const { year, effect } of declared) {
    const on = january(year);
    words.push({ on, effect, staleOn: addMonths(on, settings.declarationStaleMonths) });
  }
  for (const { effect, until } of entries) {
    if (effect !== 'none' && until) words.push({ on: dayOf(until) + 1, effect: 'none', staleOn: NEVER });
  }
  return words.sort((a, b) => a.on - b.on || a.staleOn - b.staleOn);
};

/** What was said holds until the next word on the days that no entry decides, and is stale from its day on. */
const layWords = (laid: Laid, words: readonly Word[], decided: Days): void => {
  for (const [i, word] of words.entries()) {
    const last = (words[i + 1]?.on ?? FOREVER + 1) - 1;
    const key = keyOf(word.effect);
    laid[key] = union(laid[key], minus(span(word.on, Math.min(last, word.staleOn - 1)), decided));
    laid.stale = union(laid.stale, minus(span(Math.max(word.on, word.staleOn), last), decided));
  }
};

const coverOf = (entries: readonly Entry[], declared: readonly Declared[], settings: Settings): Cover => {
  if (entries.length === 0 && declared.length === 0) return NOTHING;
  const laid: Laid = { contributing: NO_DAYS, drawing: NO_DAYS, absent: NO_DAYS, stale: NO_DAYS };
  const decided = layEntries(laid, entries);
  layWords(laid, wordsOf(entries, declared, settings), decided);
  const { contributing, drawing, absent, stale } = laid;
  return { contributing, drawing, inForce: union(contributing, drawing), absent, stale };
};

const entriesOf = (household: Household, scheme: Scheme, member: Member | undefined): Entry[] => {
  const entries: Entry[] = [];
  for (const { scheme: of, memberId, voided, status, from, until } of household.coverages) {
    if (of !== scheme || memberId !== member?.id || voided) continue;
    entries.push({ effect: effectOf(scheme, status) ?? 'none', from, until });
  }
  return entries;
};

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

type MemberScheme = (typeof MEMBER_DECLARED)[number];

/**
 * A pension or medical scheme of a member. Who is 60 by 1 January of a declared year draws the pension that the
 * declaration speaks of; everybody else contributes.
 */
export function memberCover(
  household: Household,
  member: Member,
  scheme: MemberScheme,
  drawsFrom: Day,
  settings: Settings,
): Cover {
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
}

/** The days of which nothing is recorded. */
const unrecordedOf = ({ inForce, absent, stale }: Cover): Days => outside(union(inForce, absent, stale));

/**
 * The days on which exactly one of two covers is in force, both are, or neither is though an absence is recorded; and
 * those on which nothing is recorded of the one, of the other. Where one is absent and of the other only something
 * stale stands, nobody knows.
 */
export function exactlyOne(a: Cover, b: Cover) {
  const both = intersect(a.inForce, b.inForce);
  const some = union(a.inForce, b.inForce);
  return {
    one: minus(some, both),
    both,
    none: minus(union(a.absent, b.absent), union(some, a.stale, b.stale)),
    unrecorded: [unrecordedOf(a), unrecordedOf(b)] as const,
  };
}
