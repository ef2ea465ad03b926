import { type AreaCode, townshipOf } from '../areas/area.ts';
import { addYears, dateOf, dayOf, PlainDate } from '../calendar/dates.ts';
import { isSameJson } from '../is-same-json.ts';
import type { Dated } from '../records/facts.ts';
import type { Household } from '../records/household.ts';
import type { FactId, MemberId } from '../records/ids.ts';
import type { Member } from '../records/member.ts';
import { Refused } from '../records/refusal.ts';
import type { CommandContext } from './command.ts';

/** Sets fields of an object and removes those that are null. Returns the same object if nothing differs. */
export function applyPatch<T extends object>(
  object: T,
  fields: { [K in keyof T]?: T[K] | null | undefined },
): T {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  const differs = entries.some(([key, value]) => {
    const current = object[key as keyof T];
    return value === null ? current !== undefined : !isSameJson(current, value);
  });
  if (!differs) return object;
  const kept = Object.entries(object).filter(([key]) => fields[key as keyof T] !== null);
  return Object.fromEntries([...kept, ...entries.filter(([, value]) => value !== null)]) as T;
}

/** Replaces the item with the same id. Returns the same list if the item is the same object. */
export function replaceById<T extends { readonly id: string }>(list: T[], next: T): T[] {
  const index = list.findIndex(({ id }) => id === next.id);
  return list[index] === next ? list : list.with(index, next);
}

/** Inserts a value from a day on; replaces the entry of that day, and adds nothing if the value holds already. */
export function recordDated<T>(list: Dated<T>, from: PlainDate, value: T): { from: PlainDate; value: T }[] {
  const holding = list.findLast((entry) => entry.from <= from);
  if (holding?.value === value) return list as { from: PlainDate; value: T }[];
  return [...list.filter((entry) => entry.from !== from), { from, value }].sort((a, b) =>
    a.from < b.from ? -1 : 1,
  );
}

/** Inserts a day into a sorted list of days. */
export const insertDay = (days: PlainDate[], day: PlainDate): PlainDate[] =>
  days.includes(day) ? days : [...days, day].sort();

/** Throws `Refused` unless the area is a township or a village of one. */
export function requireTownship(area: AreaCode): void {
  if (!townshipOf(area)) throw new Refused('area_above_township', 'area', { area });
}

export function requireNotAfterToday(date: PlainDate, path: string, { today }: CommandContext): void {
  if (date > today) throw new Refused('date_after_today', path, { date, today });
}

export function requireNotBeforeToday(date: PlainDate, path: string, { today }: CommandContext): void {
  if (date < today) throw new Refused('date_before_today', path, { date, today });
}

/** Throws `Refused` for a date more than `years` ahead: it is taken for a typing error. */
export function requireWithinYears(
  date: PlainDate,
  path: string,
  { today }: Pick<CommandContext, 'today'>,
  years = 1,
): void {
  const latest = dateOf(addYears(dayOf(today), years));
  if (date > latest) throw new Refused('date_too_far_ahead', path, { date, latest });
}

/** Throws `Refused` for a year whose 1 January is more than a year ahead. */
export const requireYearWithinReach = (year: number, context: CommandContext): void =>
  requireWithinYears(PlainDate.parse(`${year}-01-01`), 'year', context);

export function requireOrder(
  { from, until }: { from: PlainDate; until?: PlainDate | null | undefined },
  path = 'until',
): void {
  if (until && until < from) throw new Refused('until_before_from', path, { from, until });
}

export function requireMember(household: Household, id: MemberId, path = 'memberId'): Member {
  const member = household.members.find((one) => one.id === id);
  if (!member) throw new Refused('member_unknown', path);
  return member;
}

/** Throws `Refused` unless the member is alive and in the household on the day a fact begins. */
export function requireInLife(
  member: Pick<Member, 'birth' | 'left' | 'died'>,
  from: PlainDate,
  path = 'from',
): void {
  if (from < member.birth) throw new Refused('date_before_birth', path, { date: from, birth: member.birth });
  if (member.died && from >= member.died)
    throw new Refused('member_dead', path, { date: from, on: member.died });
  if (member.left && from >= member.left)
    throw new Refused('member_gone', path, { date: from, on: member.left });
}

export function requireNotDissolved(household: Household): void {
  if (household.dissolved) throw new Refused('household_dissolved', '', { on: household.dissolved });
}

/** Returns the fact with an id. Throws `Refused` if there is none or it is voided. */
export function requireFact<T extends { readonly id: FactId; readonly voided?: unknown }>(
  list: readonly T[],
  id: FactId,
): T {
  const fact = list.find((one) => one.id === id);
  if (!fact) throw new Refused('fact_unknown', 'id');
  if (fact.voided) throw new Refused('fact_voided', 'id');
  return fact;
}
