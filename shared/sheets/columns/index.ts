import type { Column, RowOf } from '../column.ts';
import type { SheetKind } from '../kinds.ts';
import { COVERAGE_COLUMNS } from './coverage.ts';
import { EMPLOYMENT_COLUMNS } from './employment.ts';
import { INCOME_COLUMNS } from './income.ts';
import { INDUSTRY_COLUMNS } from './industries.ts';
import { LINKAGE_COLUMNS } from './linkages.ts';
import { MEMBER_COLUMNS } from './members.ts';
import { SITE_COLUMNS } from './sites.ts';

const COLUMNS = {
  sites: SITE_COLUMNS,
  members: MEMBER_COLUMNS,
  income: INCOME_COLUMNS,
  employment: EMPLOYMENT_COLUMNS,
  industries: INDUSTRY_COLUMNS,
  linkages: LINKAGE_COLUMNS,
  coverage: COVERAGE_COLUMNS,
} as const satisfies Record<SheetKind, readonly Column[]>;

/** The values of a row of a kind, by field; empty cells have none. */
export type SheetRow<K extends SheetKind> = RowOf<(typeof COLUMNS)[K]>;

/** Returns the columns of a kind, in the order of the sheet. */
export const columnsOf = (kind: SheetKind): readonly Column[] => COLUMNS[kind];
