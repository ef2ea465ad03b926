import type { Role } from '../records/actor.ts';
import { PERSONAL_KINDS, type PersonalKind } from '../records/personal.ts';
import type { Relation } from './relation.ts';

/** A name with all but its first sign covered: `张**`. */
const name = (value: string): string => {
  const [first, ...rest] = value;
  return first === undefined ? '' : `${first}${'*'.repeat(Math.max(rest.length, 1))}`;
};

/**
 * An ID number with all but the six digits of where it was issued covered: `511722************`. The date of birth
 * stands beside it, so that any digit of the serial left open would give the number away.
 */
const idNumber = (value: string): string =>
  value.length < 12 ? '*'.repeat(value.length) : `${value.slice(0, 6)}${'*'.repeat(value.length - 6)}`;

/** A phone with its middle covered: `138****1234`. */
const phone = (value: string): string =>
  value.length < 8 ? '*'.repeat(value.length) : `${value.slice(0, 3)}****${value.slice(-4)}`;

interface FieldRow {
  readonly cover: (value: string) => string;
  /** Roles that see it in full on records that they manage; elsewhere it is covered for everybody. */
  readonly inFull: readonly Role[];
}

/**
 * Who sees which personal text in full. ID numbers and phones leave the server in full only by a recorded reveal.
 * Names are for those who work with the families; who compares counties or administers the system needs none.
 */
export const FIELD_RIGHTS: Readonly<Record<PersonalKind, FieldRow>> = {
  name: { cover: name, inFull: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'] },
  idNumber: { cover: idNumber, inFull: [] },
  phone: { cover: phone, inFull: [] },
  /** Of whoever answers for a site: an official's number, there to be called. */
  dutyPhone: {
    cover: phone,
    inFull: ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'city_lead', 'admin'],
  },
};

/** Which kinds are open; all others are covered. */
export type OpenFields = ReadonlySet<PersonalKind>;

/** Nothing is open of what lies nowhere, or is only seen from the origin. */
export const NO_OPEN_FIELDS: OpenFields = new Set();

const fieldsOpenTo = (role: Role): OpenFields =>
  new Set(PERSONAL_KINDS.filter((kind) => FIELD_RIGHTS[kind].inFull.includes(role)));

const OPEN_BY_ROLE = new Map<Role, OpenFields>();

/** What whoever has a role sees in full of a record to which they stand like this. */
export function openFieldsFor(role: Role, relation: Relation): OpenFields {
  if (relation !== 'managed') return NO_OPEN_FIELDS;
  const known = OPEN_BY_ROLE.get(role) ?? fieldsOpenTo(role);
  OPEN_BY_ROLE.set(role, known);
  return known;
}
