import { type PlainDate, plainDate } from '../../domain/calendar/dates.ts';
import type { Step } from '../../domain/commands/index.ts';
import { MemberId } from '../../domain/records/ids.ts';
import { type Member, NOT_AT_SCHOOL } from '../../domain/records/member.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { MEMBER_DECLARED } from '../../domain/records/schemes.ts';
import type { SheetRow } from '../columns/index.ts';
import type { Row } from '../row.ts';
import { householdSteps } from './household-columns.ts';
import { absenceSteps, coverSteps } from './household-declarations.ts';
import { isEmpty, type KindSteps, type Referents } from './kind-steps.ts';
import { birthDateOf, findKnownMember } from './known-member.ts';

type Values = SheetRow<'members'>;

/** Throws `Refused` if the person is registered in another household: a person has to decide. */
const requireNotElsewhere = (
  { idNumber, householdNumber }: Values,
  known: boolean,
  referents: Referents,
): void => {
  if (!idNumber || known) return;
  const elsewhere = referents.householdOfPerson(idNumber);
  if (elsewhere && elsewhere !== referents.householdOfNumber(householdNumber)) {
    throw new Refused('person_elsewhere', 'idNumber', { owner: referents.numberOf(elsewhere) ?? elsewhere });
  }
};

/** Throws `Refused` if the member left or died before the sheet's year ends: an error, or a return, for a person to decide. */
const requireNotGone = (known: Member | undefined, { year }: Values): void => {
  const on = known?.left ?? known?.died;
  if (on && (year === undefined || `${year}-12-31` >= on)) {
    throw new Refused('member_listed_again', 'name', { on });
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

/**
 * Returns 在校生状况 on a day. In a sheet with the column, an empty cell of a person who was at school means that they no
 * longer are; of others it means nothing.
 */
const schoolingOn = (
  from: PlainDate,
  { schooling, year }: Values,
  known: Member | undefined,
  { hasColumn }: Referents,
): string | undefined => {
  if (schooling !== undefined || year === undefined || !hasColumn('schooling')) return schooling;
  return known?.schooling.some((entry) => entry.from <= from) ? NOT_AT_SCHOOL : undefined;
};

/** 劳动技能, 就业意愿 and 在校生状况 hold from 1 January of 年度, or from moving in or birth if that is later. */
const datedSteps = (
  values: Values,
  { id: memberId, known }: { readonly id: MemberId; readonly known: Member | undefined },
  movedIn: PlainDate | undefined,
  referents: Referents,
): Step[] => {
  const { capacity, willingness, year } = values;
  const holdsFrom = (): PlainDate => {
    const newYear = plainDate(`${yearOf(values)}-01-01`);
    return latest(newYear, movedIn, birthDateOf(values)) ?? newYear;
  };
  const steps: Step[] = [];
  if (capacity)
    steps.push({ name: 'record-capacity', input: { memberId, from: holdsFrom(), value: capacity } });
  if (willingness) {
    steps.push({ name: 'record-willingness', input: { memberId, from: holdsFrom(), value: willingness } });
  }
  if (values.schooling === undefined && year === undefined) return steps;
  const schooling = schoolingOn(holdsFrom(), values, known, referents);
  if (schooling) {
    steps.push({ name: 'record-schooling', input: { memberId, from: holdsFrom(), value: schooling } });
  }
  return steps;
};

const pickStated = <Field extends keyof Values>(
  values: Values,
  fields: readonly Field[],
): Pick<Values, Field> =>
  Object.fromEntries(
    fields.flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])),
  ) as Pick<Values, Field>;

const declaredSteps = (values: Values, memberId: MemberId): Step[] => {
  const schemes = pickStated(values, MEMBER_DECLARED);
  const work = pickStated(values, [
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

const personIn = ({ idNumber, number, name }: Values): string => idNumber ?? number ?? name;

/** Sorts rows by year. A person's row of an earlier year keeps only its dated fields if there is one of a later year. */
const sortByYear = (rows: readonly Row<'members'>[]): Row<'members'>[] => {
  const sorted = rows.toSorted((a, b) => (a.values.year ?? Infinity) - (b.values.year ?? Infinity));
  const last = new Map(sorted.map((row) => [personIn(row.values), row]));
  return sorted.map((row) => {
    const later = last.get(personIn(row.values));
    if (!later || later.values.year === row.values.year) return row;
    const { birth = row.values.birth, name } = later.values;
    const dated = Object.entries(row.values).filter(
      ([field]) => field === 'number' || !PROFILE.some((one) => one === field),
    );
    const values = { ...Object.fromEntries(dated), name, ...(birth ? { birth } : {}) };
    return { ...row, values: values as Values };
  });
};

/** Keys the row by year and each of the person's numbers; and the household by the person, in any year. */
const statementsOf = (values: Values): Record<string, unknown> => {
  const { householdNumber, idNumber, number, name, year = '' } = values;
  const here = `${householdNumber} ${year}`;
  return {
    ...(idNumber ? { [`${year} ${idNumber}`]: values, [idNumber]: householdNumber } : {}),
    ...(number ? { [`${here} #${number}`]: values } : {}),
    ...(idNumber || number ? {} : { [`${here} ${name} ${birthDateOf(values)}`]: values }),
  };
};

/** National export of members: one row for each person, with the household's columns on every row. */
export const MEMBER_STEPS: KindSteps<'members'> = {
  kind: 'members',
  subject: 'household',
  target: ({ householdNumber }, { householdOfNumber }) => {
    const id = householdOfNumber(householdNumber);
    return id ? { id } : { create: householdNumber };
  },
  statements: statementsOf,
  sortRows: sortByYear,
  opening: (rows, household, referents) => [
    ...householdSteps(sortByYear(rows), household, referents),
    ...coverSteps(rows),
  ],
  closing: absenceSteps,
  steps: (values, household, referents) => {
    const known = findKnownMember(household, values);
    requireNotGone(known, values);
    requireNotElsewhere(values, known !== undefined && known.idNumber === values.idNumber, referents);
    const memberId = known?.id ?? MemberId.parse(referents.newId());
    const profile = {
      ...pickStated(values, PROFILE),
      ...pickStated(values, ['name', 'idNumber', 'birth']),
    };
    const profiled: Step = known
      ? { name: 'correct-member', input: { memberId, ...profile } }
      : { name: 'add-member', input: { id: memberId, ...profile, name: values.name } };
    return {
      steps: [
        profiled,
        ...datedSteps(values, { id: memberId, known }, household?.movedIn, referents),
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
