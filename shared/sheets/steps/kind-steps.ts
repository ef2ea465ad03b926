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

/** What rows refer to, as it stood when the sheet was looked up. */
export interface Referents {
  readonly today: PlainDate;
  /** A new ULID. */
  readonly newId: () => string;
  /** The divisions in use, which rows name. */
  readonly areas: Areas;
  /** The county of rows that name none, where whoever imports has said it. */
  readonly county?: AreaCode | undefined;
  /** Whether the sheet has the column of a field, filled in or not. */
  readonly hasColumn: (field: string) => boolean;
  /** The household of a 户编号. */
  readonly householdOfNumber: (number: string) => HouseholdId | undefined;
  /** The household that a person is in, by ID number. */
  readonly householdOfPerson: (idNumber: string) => HouseholdId | undefined;
  /** The 户编号 of a household that some row's person turned out to be in. */
  readonly numberOf: (household: HouseholdId) => string | undefined;
  /**
   * Sites of a name, one for each county that has it; only those of `county` where it is given. A name whose record
   * cannot be read is `Refused`.
   */
  readonly sitesNamed: (name: string, county?: AreaCode) => readonly Site[];
}

/** What a row does to its record. */
export interface RowSteps {
  readonly steps: readonly Step[];
  /** Whether what the row is about is not on record yet. */
  readonly creates: boolean;
}

/** Where the record of a row is: its id if it has one, or a name for what is to be created. */
export type Target = { readonly id: string } | { readonly create: string };

type RecordOf<K extends SheetKind> = K extends 'sites' | 'industries' ? Site : Household;

/** What the rows of a kind do. Each throws `Refused` with the sheet's own field as its path. */
export interface KindSteps<K extends SheetKind> {
  readonly kind: K;
  readonly subject: 'household' | 'site';
  readonly target: (values: SheetRow<K>, referents: Referents) => Target;
  /** The things that the row speaks of → what it says of each: rows of a file that differ in that are a conflict. */
  readonly about: (values: SheetRow<K>, referents: Referents) => Readonly<Record<string, unknown>>;
  /** The order in which the rows of one record are taken, where it is not that of the sheet. */
  readonly inOrder?: (rows: readonly Row<K>[]) => readonly Row<K>[];
  /** What the rows of one record say together, before any of them. */
  readonly opening?: (
    rows: readonly Row<K>[],
    record: RecordOf<K> | undefined,
    referents: Referents,
  ) => readonly Step[];
  readonly steps: (values: SheetRow<K>, record: RecordOf<K> | undefined, referents: Referents) => RowSteps;
  /** What the rows that were taken say together, after them; only asked where no row of the record was refused. */
  readonly closing?: (rows: readonly Row<K>[], record: RecordOf<K>) => readonly Step[];
  /** Which field of the sheet a refusal of a command speaks of, where the two have different names. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The one site of a name; a name that no county or more than one has is refused. */
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

/** The household of a 户编号 that must be on record. */
export function findHousehold({ householdOfNumber }: Referents, number: string): HouseholdId {
  const id = householdOfNumber(number);
  if (!id) throw new Refused('household_not_found', 'householdNumber', { number });
  return id;
}

/** The member of a household by ID number; a name that is not theirs points to a slip in the number. */
export function findMember(
  household: Household | undefined,
  { idNumber, name }: { readonly idNumber: string; readonly name: string },
) {
  const member = household?.members.find((one) => one.idNumber === idNumber);
  if (!member) throw new Refused('person_not_found', 'idNumber');
  if (member.name !== name) throw new Refused('name_differs', 'name');
  return member;
}

/** The household that a person is in and must be in. */
export function householdOfPerson({ householdOfPerson }: Referents, idNumber: string): HouseholdId {
  const id = householdOfPerson(idNumber);
  if (!id) throw new Refused('person_not_found', 'idNumber');
  return id;
}

/** What the sheet says of an end: a day, that there is none (null), or nothing. */
export const endPatch = (until: PlainDate | 'open' | undefined): PlainDate | null | undefined =>
  until === 'open' ? null : until;

/** The fact of a list that a row is the same as; one that was voided is not entered again by a sheet. */
export function findKnownFact<Fact extends { readonly voided?: { readonly on: PlainDate } | undefined }>(
  facts: readonly Fact[],
  isSame: (fact: Fact) => boolean,
): Fact | undefined {
  const same = facts.filter(isSame);
  const standing = same.find(({ voided }) => !voided);
  const voided = same.find((one) => one.voided)?.voided;
  if (!standing && voided) throw new Refused('fact_voided_before', 'from', { on: voided.on });
  return standing;
}

/** The fields that a sheet says something of and that the fact on record says otherwise; null says that it has none. */
export const changedFields = <Fields extends object>(fact: object, fields: Fields): Partial<Fields> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([key, value]) =>
        value !== undefined && !isSameJson(value ?? undefined, (fact as Record<string, unknown>)[key]),
    ),
  ) as Partial<Fields>;

export const isEmpty = (fields: object): boolean => Object.keys(fields).length === 0;
