import { countyOf } from '../../areas/area.ts';
import { type PlainDate, plainDate } from '../../dates.ts';
import type { Step } from '../../records/commands/index.ts';
import type { Household } from '../../records/household.ts';
import { birthOf, isTemporaryNumber } from '../../records/id-number.ts';
import { HouseholdId, MemberId } from '../../records/ids.ts';
import type { Member } from '../../records/member.ts';
import { Refused } from '../../records/refusal.ts';
import { HOUSEHOLD_DECLARED, MEMBER_DECLARED } from '../../records/schemes.ts';
import type { SheetRow } from '../columns/index.ts';
import type { Row } from '../row.ts';
import { destination } from './destination.ts';
import { isEmpty, type KindSteps, type Referents, siteNamed } from './kind-steps.ts';

type Values = SheetRow<'members'>;

/** Columns that speak of the household: all its rows must agree on them, as far as they say anything. */
const OF_HOUSEHOLD = [
  'county',
  'township',
  'village',
  'householdPhone',
  'headName',
  'headIdNumber',
  'resettlement',
  'siteName',
  'movedIn',
] as const satisfies readonly (keyof Values)[];

type OfHousehold = { -readonly [Field in (typeof OF_HOUSEHOLD)[number]]?: Values[Field] };

const agreed = (rows: readonly Row<'members'>[]): OfHousehold => {
  const said: Record<string, unknown> = {};
  for (const { values } of rows) {
    for (const field of OF_HOUSEHOLD) {
      if (values[field] === undefined) continue;
      if (said[field] !== undefined && said[field] !== values[field]) {
        throw new Refused('household_rows_disagree', field, { rows: rows.map(({ row }) => row).join('、') });
      }
      said[field] = values[field];
    }
  }
  return said;
};

/** 是 on any row of a year makes it the household's, 否 where nobody says 是. */
const declarations = (rows: readonly Row<'members'>[]): Step[] => {
  const byYear = new Map<number, Partial<Record<(typeof HOUSEHOLD_DECLARED)[number], boolean>>>();
  for (const { values } of rows) {
    for (const scheme of HOUSEHOLD_DECLARED) {
      const said = values[scheme];
      if (said === undefined) continue;
      if (values.year === undefined) throw new Refused('year_missing', 'year');
      const schemes = byYear.get(values.year) ?? {};
      byYear.set(values.year, { ...schemes, [scheme]: schemes[scheme] || said });
    }
  }
  return [...byYear].map(([year, schemes]) => ({ name: 'declare-household-year', input: { year, schemes } }));
};

const opening = (
  rows: readonly Row<'members'>[],
  household: Household | undefined,
  referents: Referents,
): Step[] => {
  const { county, township, village, householdPhone, resettlement, siteName, movedIn } = agreed(rows);
  const place =
    township || !household ? destination({ county, township, village }, household?.area) : undefined;
  const area = place?.area ?? household?.area;
  const siteId = siteName ? siteNamed(referents, siteName, area && countyOf(area)).id : undefined;
  const profile = { ...place, ...(householdPhone ? { phone: householdPhone } : {}) };
  const arrival = { movedIn, resettlement, siteId };
  const number = rows[0]?.values.householdNumber;
  if (household) {
    return [
      { name: 'correct-household', input: profile },
      { name: 'move-in', input: arrival },
      ...declarations(rows),
    ];
  }
  if (!area) throw new Refused('area_missing', 'township');
  const id = HouseholdId.parse(referents.newId());
  return [
    { name: 'register-household', input: { id, ...profile, area, number, ...arrival } },
    ...declarations(rows),
  ];
};

const born = ({ birth, idNumber }: Values): PlainDate | undefined =>
  birth ?? (idNumber ? birthOf(idNumber) : undefined);

/** The member that a row speaks of: by ID number, else by 人口编号, else, where neither has a number, by name and birth. */
const knownMember = (household: Household | undefined, values: Values): Member | undefined => {
  const members = household?.members ?? [];
  const { idNumber, number, name } = values;
  return (
    (idNumber ? members.find((one) => one.idNumber === idNumber) : undefined) ??
    (number ? members.find((one) => one.number === number) : undefined) ??
    (idNumber || number
      ? undefined
      : members.find(
          (one) => isTemporaryNumber(one.idNumber) && one.name === name && one.birth === born(values),
        ))
  );
};

/** Somebody who is on record in another household is a conflict for a person to decide. */
const notElsewhere = ({ idNumber, householdNumber }: Values, known: boolean, referents: Referents): void => {
  if (!idNumber || known) return;
  const elsewhere = referents.householdOfPerson(idNumber);
  if (elsewhere && elsewhere !== referents.householdOfNumber(householdNumber)) {
    throw new Refused('person_elsewhere', 'idNumber', { owner: referents.numberOf(elsewhere) ?? elsewhere });
  }
};

const yearOf = ({ year }: Values): number => {
  if (year === undefined) throw new Refused('year_missing', 'year');
  return year;
};

const latest = (...dates: (PlainDate | undefined)[]): PlainDate | undefined =>
  dates
    .flatMap((date) => date ?? [])
    .sort()
    .at(-1);

/** 劳动技能, 就业意愿 and 在校生状况 hold from 1 January of 年度, or from moving in or birth if that is later. */
const datedSteps = (values: Values, memberId: MemberId, movedIn: PlainDate | undefined): Step[] => {
  const { capacity, willingness, schooling } = values;
  if (!capacity && !willingness && !schooling) return [];
  const from =
    latest(plainDate(`${yearOf(values)}-01-01`), movedIn, born(values)) ??
    plainDate(`${yearOf(values)}-01-01`);
  return [
    ...(capacity ? [{ name: 'record-capacity', input: { memberId, from, value: capacity } } as const] : []),
    ...(willingness
      ? [{ name: 'record-willingness', input: { memberId, from, value: willingness } } as const]
      : []),
    ...(schooling
      ? [{ name: 'record-schooling', input: { memberId, from, value: schooling } } as const]
      : []),
  ];
};

const saidOf = <Field extends keyof Values>(values: Values, fields: readonly Field[]): Pick<Values, Field> =>
  Object.fromEntries(
    fields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])),
  ) as Pick<Values, Field>;

const declaredSteps = (values: Values, memberId: MemberId): Step[] => {
  const schemes = saidOf(values, MEMBER_DECLARED);
  const work = saidOf(values, [
    'place',
    'employer',
    'months',
    'channel',
    'publicPost',
    'publicPostMonths',
    'seriousIllness',
  ]);
  if (isEmpty(schemes) && isEmpty(work)) return [];
  const input = { memberId, year: yearOf(values), schemes, ...(isEmpty(work) ? {} : { work }) };
  return [{ name: 'declare-member-year', input }];
};

const PROFILE = [
  'sex',
  'certificate',
  'number',
  'relation',
  'ethnicity',
  'education',
  'health',
  'phone',
] as const;

/** National export of members: one row a person, whose household's columns stand on each of its rows. */
export const MEMBER_STEPS: KindSteps<'members'> = {
  kind: 'members',
  subject: 'household',
  target: ({ householdNumber }, { householdOfNumber }) => {
    const id = householdOfNumber(householdNumber);
    return id ? { id } : { create: householdNumber };
  },
  about: (values) =>
    values.idNumber ?? `${values.householdNumber} ${values.number ?? values.name} ${born(values)}`,
  opening,
  steps: (values, household, referents) => {
    const known = knownMember(household, values);
    notElsewhere(values, known !== undefined && known.idNumber === values.idNumber, referents);
    const memberId = known?.id ?? MemberId.parse(referents.newId());
    const profile = { ...saidOf(values, PROFILE), ...saidOf(values, ['name', 'idNumber', 'birth']) };
    const profiled: Step = known
      ? { name: 'correct-member', input: { memberId, ...profile } }
      : { name: 'add-member', input: { id: memberId, ...profile, name: values.name } };
    return {
      steps: [
        profiled,
        ...datedSteps(values, memberId, household?.movedIn),
        ...declaredSteps(values, memberId),
      ],
      creates: !known,
    };
  },
  fields: {
    number: 'householdNumber',
    area: 'township',
    phone: 'householdPhone',
    siteId: 'siteName',
    from: 'year',
    memberId: 'idNumber',
  },
};
