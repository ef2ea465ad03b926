import type { Role } from '../records/actor.ts';
import { PERSONAL_KINDS, type PersonalKind } from '../records/personal.ts';
import type { Relation } from './relation.ts';

/** Masks a name except for its first character: `张**`. */
const name = (value: string): string => {
  const [first, ...rest] = value;
  return first === undefined ? '' : `${first}${'*'.repeat(Math.max(rest.length, 1))}`;
};

/**
 * Masks an ID number except for the six digits of its place of issue: `511722************`. The date of birth is
 * shown beside it, so any visible digit of the serial would give the number away.
 */
const idNumber = (value: string): string =>
  value.length < 12 ? '*'.repeat(value.length) : `${value.slice(0, 6)}${'*'.repeat(value.length - 6)}`;

/** Masks the middle of a phone number: `138****1234`. */
const phone = (value: string): string =>
  value.length < 8 ? '*'.repeat(value.length) : `${value.slice(0, 3)}****${value.slice(-4)}`;

interface FieldRow {
  readonly cover: (value: string) => string;
  /** Roles that see it in full on records they manage; on other records it is masked for everybody. */
  readonly inFull: readonly Role[];
}

/**
 * The roles that see each kind of personal text in full. ID numbers and phones leave the server in full only through a
 * recorded reveal. Names are for those who work with the families, not for comparing counties or administration.
 */
export const FIELD_RIGHTS: Readonly<Record<PersonalKind, FieldRow>> = {
  name: { cover: name, inFull: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'] },
  idNumber: { cover: idNumber, inFull: [] },
  phone: { cover: phone, inFull: [] },
  /** The phone of the official responsible for a site: published to be called. */
  dutyPhone: {
    cover: phone,
    inFull: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'city_lead', 'admin'],
  },
};

/** The kinds that are shown in full; all others are masked. */
export type OpenFields = ReadonlySet<PersonalKind>;

/** Of values without a place, and of records seen from the origin, everything is masked. */
export const NO_OPEN_FIELDS: OpenFields = new Set();

const fieldsOpenTo = (role: Role): OpenFields =>
  new Set(PERSONAL_KINDS.filter((kind) => FIELD_RIGHTS[kind].inFull.includes(role)));

const OPEN_BY_ROLE = new Map<Role, OpenFields>();

/** Returns the kinds that a role sees in full on a record of the given relation. */
export function openFieldsFor(role: Role, relation: Relation): OpenFields {
  if (relation !== 'managed') return NO_OPEN_FIELDS;
  const known = OPEN_BY_ROLE.get(role) ?? fieldsOpenTo(role);
  OPEN_BY_ROLE.set(role, known);
  return known;
}
