import { countyOf } from '../areas/area.ts';
import type { Household } from '../records/household.ts';
import { isTemporaryNumber } from '../records/id-number.ts';
import type { Site } from '../records/site.ts';
import { householdNumberKey, type Key, nameIndex, personHash, personKey, siteNameKey } from './keys.ts';

/** Something of which the table has one: a person, a 户编号, a site's name in its county; and whose it is. */
export interface Claim {
  /** What is claimed, told without the value itself. */
  readonly what: 'person' | 'household_number' | 'site_name';
  /** The field of the record that claims it. */
  readonly path: string;
  /** Tells two claims apart within a record, so that only what a change adds or drops is written. */
  readonly label: string;
  readonly key: () => Key;
  readonly fields: Readonly<Record<string, string>>;
}

const noKey = (): never => {
  throw new Error('HOUFU_PERSON_KEY is not configured: this process cannot register or look up people');
};

const personClaims = (household: Household, personSecret: Uint8Array | undefined): Claim[] =>
  household.members
    .filter(({ idNumber, left }) => !left && !isTemporaryNumber(idNumber))
    .map(({ id, name, idNumber }) => {
      const county = countyOf(household.area);
      return {
        what: 'person',
        path: `members[${id}].idNumber`,
        label: `person ${idNumber} ${name} ${county}`,
        key: () => personKey(personHash(personSecret ?? noKey(), idNumber)),
        fields: { owner: household.id, member: id, ...(county ? nameIndex(county, name, id) : {}) },
      };
    });

/** Everything that a record claims; a person who has left can be claimed by another household. */
export const claimsOf = (record: Household | Site, personSecret: Uint8Array | undefined): Claim[] => {
  if (record.kind === 'household') {
    const { number } = record;
    return [
      ...personClaims(record, personSecret),
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
