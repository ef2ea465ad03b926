import { expect } from 'vitest';
import type { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { type PlainDate, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Actor } from '../../../../shared/domain/records/actor.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import { IdNumber } from '../../../../shared/domain/records/id-number.ts';
import type { Site } from '../../../../shared/domain/records/site.ts';
import type { SheetRow } from '../../../../shared/sheets/columns/index.ts';
import { type ImportResult, importSheet } from '../../../../shared/sheets/import.ts';
import type { SheetKind } from '../../../../shared/sheets/kinds.ts';
import { readSheet } from '../../../../shared/sheets/read.ts';
import type { ReadSheet } from '../../../../shared/sheets/row.ts';
import { writeSheet } from '../../../../shared/sheets/write.ts';
import { householdsOfNumbers, sitesOfNames } from '../../../../shared/table/record/owners.ts';
import { recordOf } from '../../../../shared/table/record/records.ts';
import { type TestDeps, testDeps } from '../../../deps.ts';
import { idNumber } from '../../domain/rules/builders.ts';
import { csv } from '../files.ts';

export const CLERK: Actor = { kind: 'system', job: 'test' };

export const id = (birth: string, serial: number): IdNumber => IdNumber.parse(idNumber(birth, serial));
export const day = (date: string): PlainDate => plainDate(date);

/** Of each problem the row, the code and the column. */
export const problems = ({ rows }: ImportResult) =>
  rows.flatMap(({ row, problems: found }) => found.map(({ code, column }) => [row, code, column]));

export const statuses = ({ rows }: ImportResult) => rows.map(({ status }) => status);

export type Person = SheetRow<'members'> & { readonly idNumber: IdNumber };

let serial = 0;
/** Two rows of a household: a head born in 1985 and a child of 2015, with numbers of their own. */
export const family = (number: string, more: Partial<SheetRow<'members'>> = {}): [Person, Person] => {
  serial += 2;
  const household = { county: '宣汉县', township: '南坝镇', householdNumber: number, year: 2026, ...more };
  return [
    {
      ...household,
      number: `${number}-1`,
      name: '户主甲',
      idNumber: id('1985-03-02', serial),
      relation: '户主',
      movedIn: day('2019-10-01'),
      capacity: 'ordinary',
      willingness: 'willing',
    },
    {
      ...household,
      number: `${number}-2`,
      name: '孩子乙',
      idNumber: id('2015-05-20', serial),
      relation: '之子',
      schooling: '小学',
    },
  ];
};

interface County {
  readonly deps: TestDeps;
  /** Writes rows as a file, reads it as anybody's, and takes it in. The first row of data is row 2. */
  readonly load: <K extends SheetKind>(
    kind: K,
    rows: SheetRow<K>[],
    options?: { readonly dryRun?: boolean; readonly county?: AreaCode },
  ) => Promise<ImportResult>;
  /** The same for cells as they stand in a file, the headings first. */
  readonly loadCells: (
    kind: SheetKind,
    cells: readonly (readonly string[])[],
    options?: { readonly year?: number },
  ) => Promise<ImportResult>;
  readonly household: (number: string) => Promise<Household | undefined>;
  readonly site: (name: string, county?: string) => Promise<Site | undefined>;
}

/** A table of its own with nothing in it yet, on 15 June 2026. */
export const emptyCounty = async (): Promise<County> => {
  const deps = await testDeps('2026-06-15');
  const take = <K extends SheetKind>(sheet: ReadSheet<K>, options: object = {}) =>
    importSheet(deps, CLERK, sheet, { dryRun: false, source: `${sheet.kind}.xlsx`, ...options });
  return {
    deps,
    load: async (kind, rows, options) => {
      const sheet = await readSheet(kind, await writeSheet(kind, rows));
      expect(sheet.refused).toEqual([]);
      return take(sheet, options);
    },
    loadCells: async (kind, cells, { year } = {}) => take(await readSheet(kind, csv(cells), year)),
    household: async (number) => {
      const found = (await householdsOfNumbers(deps.table, [number])).get(number);
      const record = found && (await recordOf(deps.table, { kind: 'household', id: found }));
      return record?.kind === 'household' ? record : undefined;
    },
    site: async (name, county = '511722') => {
      const found = (await sitesOfNames(deps.table, county, [name])).get(name);
      const record = found && (await recordOf(deps.table, { kind: 'site', id: found }));
      return record?.kind === 'site' ? record : undefined;
    },
  };
};
