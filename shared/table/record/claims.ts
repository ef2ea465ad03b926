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

/** Something of which the table has one: a person, a 户编号, a site's name in its county; and whose it is. */
export interface Claim {
  /** What is claimed, told without the value itself. */
  readonly what: 'person' | 'household_number' | 'site_name';
  /** The field of the record that claims it. */
  readonly path: string;
  /** Tells two claims apart within a record, so that only what a change adds or drops is written. */
  readonly label: string;
  readonly key: () => Key;
  /** What stands under the key; undefined where nothing does. */
  readonly fields: Readonly<Record<string, string | undefined>>;
}

const NOT_BY_NAME = { nameCounty: undefined, nameSort: undefined };

/** A person is claimed under every key, so that whoever knows one of them finds the person taken. */
const personClaims = (household: Household, keys: Keys): Claim[] => {
  const county = countyOf(household.area);
  return household.members
    .filter(({ idNumber, left }) => !left && !isTemporaryNumber(idNumber))
    .flatMap(({ id, name, idNumber }) =>
      // Without a key there is one claim all the same, which nobody can write.
      Array.from({ length: Math.max(1, keys.person.length) }, (_, i): Claim => {
        // The claim under the current key alone is found by name: nobody is listed twice.
        const index = county && i === 0 ? nameIndex(county, name, id) : NOT_BY_NAME;
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

/** Everything that a record claims; a person who has left can be claimed by another household. */
export const claimsOf = (record: Household | Site, keys: Keys): Claim[] => {
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
};
