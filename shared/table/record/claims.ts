import { countyOf } from '../../domain/areas/area.ts';
import type { Household } from '../../domain/records/household.ts';
import { isTemporaryNumber } from '../../domain/records/id-number.ts';
import type { Site } from '../../domain/records/site.ts';
import type { Keys } from '../../secrets/keys.ts';
import {
  householdNumberKey,
  type Key,
  nameIndex,
  personHashes,
  personKey,
  siteNameKey,
} from '../store/keys.ts';

/** A unique value and its owner: a person, a 户编号, or a site's name in its county. */
export interface Claim {
  /** The kind of value. */
  readonly what: 'person' | 'household_number' | 'site_name';
  /** The field of the record that claims it. */
  readonly path: string;
  /** Identifies the claim within its record, so that only added and dropped claims are written. */
  readonly label: string;
  readonly key: () => Key;
  /** The item's fields; undefined for a field that it must not have. */
  readonly fields: Readonly<Record<string, string | undefined>>;
}

const NO_NAME_INDEX = { nameCounty: undefined, nameSort: undefined };

/** Claims a person under every key, so that a process with any of the keys finds the claim. */
const personClaims = (household: Household, keys: Keys): Claim[] => {
  const county = countyOf(household.area);
  return household.members
    .filter(({ idNumber, left }) => !left && !isTemporaryNumber(idNumber))
    .flatMap(({ id, name, idNumber }) =>
      // Without a key one claim remains, whose write fails.
      Array.from({ length: Math.max(1, keys.person.length) }, (_, i): Claim => {
        // Only the claim under the current key is in the name index: nobody is listed twice.
        const index = county && i === 0 ? nameIndex(county, name, id) : NO_NAME_INDEX;
        return {
          what: 'person',
          path: `members[${id}].idNumber`,
          label: `person ${idNumber} ${name} ${county} ${i}`,
          key: () => personKey(personHashes(keys, idNumber)[i] ?? ''),
          fields: { owner: household.id, member: id, ...index },
        };
      }),
    );
};

/** Returns the claims of a record; a person who has left can be claimed by another household. */
export function claimsOf(record: Household | Site, keys: Keys): Claim[] {
  if (record.kind === 'household') {
    const { number } = record;
    return [
      ...personClaims(record, keys),
      ...(number
        ? [
            {
              what: 'household_number',
              path: 'number',
              label: `number ${number}`,
              key: () => householdNumberKey(number),
              fields: { owner: record.id },
            } as const,
          ]
        : []),
    ];
  }
  const county = countyOf(record.area) ?? record.area;
  return [
    {
      what: 'site_name',
      path: 'name',
      label: `site ${county} ${record.name}`,
      key: () => siteNameKey(county, record.name),
      fields: { owner: record.id },
    },
  ];
}
