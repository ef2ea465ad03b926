import type { AreaCode } from '../../domain/areas/area.ts';
import type { Areas } from '../../domain/areas/areas.ts';
import type { PlainDate } from '../../domain/calendar/dates.ts';
import type { Step } from '../../domain/commands/index.ts';
import { isSameJson } from '../../domain/is-same-json.ts';
import type { Household } from '../../domain/records/household.ts';
import type { HouseholdId } from '../../domain/records/ids.ts';
import { Refused } from '../../domain/records/refusal.ts';
import type { Site } from '../../domain/records/site.ts';
import type { SheetRow } from '../columns/index.ts';
import type { SheetKind } from '../kinds.ts';
import type { Row } from '../row.ts';

/** The records that rows refer to, as read before the import. */
export interface Referents {
  readonly today: PlainDate;
  /** A new ULID. */
  readonly newId: () => string;
  /** The divisions in use. */
  readonly areas: Areas;
  /** The county of rows that name none. */
  readonly county?: AreaCode | undefined;
  /** Whether the sheet has a column for a field. */
  readonly hasColumn: (field: string) => boolean;
  /** The household of a 户编号. */
  readonly householdOfNumber: (number: string) => HouseholdId | undefined;
  /** The household of a person, by ID number. */
  readonly householdOfPerson: (idNumber: string) => HouseholdId | undefined;
  /** The 户编号 of a household that a row's person belongs to although the row names another. */
  readonly numberOf: (household: HouseholdId) => string | undefined;
  /**
   * The sites of a name: in `county`, by default in all counties. Throws `Refused` if a site's record cannot be read.
   */
  readonly sitesNamed: (name: string, county?: AreaCode) => readonly Site[];
}

/** The steps of a row on its record. */
export interface RowSteps {
  readonly steps: readonly Step[];
  /** Whether the row enters something new. */
  readonly creates: boolean;
}

/** The record of a row: its id, or a key for a record to create. */
export type Target = { readonly id: string } | { readonly create: string };

type RecordOf<K extends SheetKind> = K extends 'sites' | 'industries' ? Site : Household;

/** How rows of a kind change records. The functions throw `Refused` with the sheet's own field as its path. */
export interface KindSteps<K extends SheetKind> {
  readonly kind: K;
  readonly subject: 'household' | 'site';
  readonly target: (values: SheetRow<K>, referents: Referents) => Target;
  /** The things that a row is about → its statement on each: rows of a file that differ in one are in conflict. */
  readonly statements: (values: SheetRow<K>, referents: Referents) => Readonly<Record<string, unknown>>;
  /** Sorts the rows of one record; without it they keep the order of the sheet. */
  readonly sortRows?: (rows: readonly Row<K>[]) => readonly Row<K>[];
  /** The steps that the rows of one record imply together, before those of each. */
  readonly opening?: (
    rows: readonly Row<K>[],
    record: RecordOf<K> | undefined,
    referents: Referents,
  ) => readonly Step[];
  readonly steps: (values: SheetRow<K>, record: RecordOf<K> | undefined, referents: Referents) => RowSteps;
  /** The steps that they imply together after those of each; only if no row of the record is refused. */
  readonly closing?: (rows: readonly Row<K>[], record: RecordOf<K>) => readonly Step[];
  /** The sheet's field for a command's field of another name, for refusals. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Returns the site of a name. Throws `Refused` if there is none, or one in several counties. */
export function findSite(
  { sitesNamed }: Referents,
  name: string,
  county: AreaCode | undefined,
  field = 'siteName',
): Site {
  const [site, another] = sitesNamed(name, county);
  if (!site) throw new Refused('site_not_found', field, { name });
  if (another) throw new Refused('site_ambiguous', field, { name });
  return site;
}

/** Returns the household of a 户编号. Throws `Refused` if there is none. */
export function findHousehold({ householdOfNumber }: Referents, number: string): HouseholdId {
  const id = householdOfNumber(number);
  if (!id) throw new Refused('household_not_found', 'householdNumber', { number });
  return id;
}

/** Returns the member of an ID number. Throws `Refused` if there is none, or if the name differs: a typing error. */
export function findMember(
  household: Household | undefined,
  { idNumber, name }: { readonly idNumber: string; readonly name: string },
) {
  const member = household?.members.find((one) => one.idNumber === idNumber);
  if (!member) throw new Refused('person_not_found', 'idNumber');
  if (member.name !== name) throw new Refused('name_differs', 'name');
  return member;
}

/** Returns the household of a person. Throws `Refused` if there is none. */
export function householdOfPerson({ householdOfPerson }: Referents, idNumber: string): HouseholdId {
  const id = householdOfPerson(idNumber);
  if (!id) throw new Refused('person_not_found', 'idNumber');
  return id;
}

/** Converts the end of a row to a patch: a day, null for no end, undefined for no statement. */
export const endPatch = (until: PlainDate | 'open' | undefined): PlainDate | null | undefined =>
  until === 'open' ? null : until;

/** Returns the fact that a row repeats. Throws `Refused` if it was voided: a sheet does not enter it again. */
export function findKnownFact<Fact extends { readonly voided?: { readonly on: PlainDate } | undefined }>(
  facts: readonly Fact[],
  isSame: (fact: Fact) => boolean,
): Fact | undefined {
  const same = facts.filter(isSame);
  const valid = same.find(({ voided }) => !voided);
  const voided = same.find((one) => one.voided)?.voided;
  if (!valid && voided) throw new Refused('fact_voided_before', 'from', { on: voided.on });
  return valid;
}

/** Returns the fields with a value, or null for none, that differs from the fact's. */
export const changedFields = <Fields extends object>(fact: object, fields: Fields): Partial<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([key, value]) =>
        value !== undefined && !isSameJson(value ?? undefined, (fact as Record<string, unknown>)[key]),
    ),
  ) as Partial<Fields>;

export const isEmpty = (fields: object): boolean => Object.keys(fields).length === 0;
