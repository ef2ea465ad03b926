import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, dayOf, plainDate } from '../../../shared/domain/calendar/dates.ts';
import {
  CAPACITIES,
  codesOf,
  EMPLOYMENT_CHANNELS,
  INDUSTRY_STATUSES,
  LINKAGE_KINDS,
  RESETTLEMENTS,
  SEXES,
  WILLINGNESS,
  WORK_AREAS,
} from '../../../shared/domain/records/code-lists.ts';
import { SCHEMES, type Scheme } from '../../../shared/domain/records/schemes.ts';
import { columnsOf, type SheetRow } from '../../../shared/sheets/columns/index.ts';
import { SHEET_KINDS, type SheetKind } from '../../../shared/sheets/kinds.ts';
import { readSheet } from '../../../shared/sheets/read.ts';
import { writeSheet } from '../../../shared/sheets/write.ts';
import { runs } from '../../runs.ts';
import { idOf } from './files.ts';

const date = fc
  .integer({ min: dayOf(plainDate('1906-02-01')), max: dayOf(plainDate('2100-12-31')) })
  .map(dateOf);
const idNumber = fc
  .tuple(
    fc.integer({ min: dayOf(plainDate('1930-01-01')), max: dayOf(plainDate('2025-12-31')) }),
    fc.nat(999),
  )
  .map(([day, serial]) => idOf(dateOf(day), serial));
/** Text as it comes out of a record: trimmed, in half-width signs, with anything else in it. */
const text = fc.oneof(
  fc.constantFrom(
    '=SUM(A1)',
    '+86 139',
    '-',
    '@某',
    "'=1",
    "'",
    '_x0041_',
    '0012',
    '007',
    '1,2',
    '<&>"',
    '是',
    '#N/A 某',
    'constructor',
    '__proto__',
    'toString',
  ),
  fc.stringMatching(/^[一-龟a-zA-Z0-9（）()、·<>&"'=+@-]{1,12}$/),
);
const name = fc.stringMatching(/^[一-龟]{2,4}$/);
const number = fc.stringMatching(/^[0-9]{1,18}$/);
const money = fc.integer({ min: -99_999_999, max: 99_999_999 }).map((cents) => cents / 100);
const positive = fc.integer({ min: 0, max: 99_999_999 }).map((cents) => cents / 100);
const whole = (max: number) => fc.integer({ min: 0, max });
const one = <T extends string>(list: Record<string, T>) => fc.constantFrom(...codesOf(list));
const yesNo = fc.boolean();
const year = fc.integer({ min: 2000, max: 2199 });
const schemes = Object.keys(SCHEMES) as Scheme[];

/** A cell's value for every field of a kind that has one of these names. */
const FIELDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  idNumber,
  headIdNumber: idNumber,
  name,
  headName: name,
  siteName: name,
  county: name,
  township: name,
  village: name,
  province: name,
  city: name,
  responsible: name,
  householdNumber: number,
  number,
  area: fc.constantFrom('511722107', '511722107203', '511722'),
  phone: fc.stringMatching(/^1[0-9]{10}$/),
  householdPhone: fc.stringMatching(/^1[0-9]{10}$/),
  sex: one(SEXES),
  capacity: one(CAPACITIES),
  willingness: one(WILLINGNESS),
  resettlement: one(RESETTLEMENTS),
  schooling: fc.constantFrom('none', '小学'),
  year,
  people: whole(99),
  plannedHouseholds: whole(100_000),
  plannedPeople: whole(1_000_000),
  declaredHouseholds: whole(1_000_000),
  declaredPeople: whole(1_000_000),
  months: whole(12),
  publicPostMonths: whole(12),
  workArea: one(WORK_AREAS),
  operatorCode: fc.constant('91511799MA0000001D'),
  employerCode: fc.constant('91511799MA0000001D'),
  kind: one(LINKAGE_KINDS),
  ...Object.fromEntries(
    [
      'birth',
      'movedIn',
      'occupied',
      'from',
      'until',
      'plannedUntil',
      'actualUntil',
      'started',
      'confirmed',
    ].map((field) => [field, date]),
  ),
  ...Object.fromEntries(
    [
      'dibao',
      'tekun',
      'resident_pension',
      'employee_pension',
      'resident_medical',
      'employee_medical',
      'seriousIllness',
      'cooperative',
      'leadingEnterprise',
      'entrepreneur',
      'employed',
      'leading',
    ].map((field) => [field, yesNo]),
  ),
  ...Object.fromEntries(
    ['perCapita', 'wage', 'business', 'property', 'transfer'].map((field) => [field, money]),
  ),
  ...Object.fromEntries(
    ['businessCost', 'monthlyWage', 'investment', 'incomePerHousehold', 'yearly', 'monthly'].map((field) => [
      field,
      positive,
    ]),
  ),
};

/** Fields that mean something else from kind to kind, or that hang together. */
const OF_KIND: Partial<Record<SheetKind, Readonly<Record<string, fc.Arbitrary<unknown>>>>> = {
  employment: { channel: one(EMPLOYMENT_CHANNELS) },
  industries: { status: one(INDUSTRY_STATUSES), name: text },
};

const anyOf = (kind: SheetKind, field: string): fc.Arbitrary<unknown> =>
  OF_KIND[kind]?.[field] ?? FIELDS[field] ?? text;

type AnyRow = Record<string, unknown>;

/** Fields that are read from the same cell as another one. */
const linked = (kind: SheetKind, row: AnyRow): fc.Arbitrary<AnyRow> => {
  const { overseas: _, certificate: __, ...own } = row;
  if (kind === 'coverage') {
    return fc
      .constantFrom(...schemes)
      .chain((scheme) =>
        fc
          .constantFrom(...Object.values(SCHEMES[scheme].statuses).map(([code]) => code as string))
          .map((status) => ({ ...own, scheme, status })),
      );
  }
  if (kind === 'employment') {
    return fc
      .constantFrom<AnyRow>({}, { workArea: 'out_of_province', overseas: true })
      .map((abroad) => ({ ...own, ...abroad }));
  }
  if (kind === 'members' && own.idNumber) {
    return fc
      .constantFrom<AnyRow>({}, { certificate: `${own.idNumber}43` })
      .map((more) => ({ ...own, ...more }));
  }
  return fc.constant(own);
};

const rowOf = (kind: SheetKind): fc.Arbitrary<AnyRow> => {
  const columns = columnsOf(kind);
  const fields = Object.fromEntries(columns.map(({ field }) => [field, anyOf(kind, field)]));
  const requiredKeys = columns.filter(({ needs }) => needs === 'cell').map(({ field }) => field);
  return fc.record(fields, { requiredKeys }).chain((row) => linked(kind, row as AnyRow));
};

describe.each(SHEET_KINDS)('a sheet of %s', (kind) => {
  it('reads back every row as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(rowOf(kind), { minLength: 1, maxLength: 8 }), async (rows) => {
        const read = await readSheet(
          kind,
          await writeSheet(kind, rows as unknown as SheetRow<typeof kind>[]),
        );
        expect(read.refused).toEqual([]);
        expect(read.rows.map(({ values }) => values)).toEqual(rows);
        expect(read.notes).toEqual([]);
      }),
      { numRuns: runs(15) },
    );
  });
});
