import { demoCounty } from '../county.ts';
import type { DemoOptions } from '../model.ts';
import { randomOf } from '../random.ts';
import type { DemoSheet } from '../sheet.ts';
import { coverageSheet } from './coverage.ts';
import { employmentSheet } from './employment.ts';
import { incomeSheet } from './income.ts';
import { industriesSheet } from './industries.ts';
import { linkagesSheet } from './linkages.ts';
import { membersSheet } from './members.ts';
import { sitesSheet } from './sites.ts';

/** In the order of import: later sheets refer to earlier ones. */
const SHEETS = [
  sitesSheet,
  membersSheet,
  incomeSheet,
  industriesSheet,
  linkagesSheet,
  employmentSheet,
  coverageSheet,
] as const;

/** Builds the sheets of the demo county, quirks included. Pure: the same options give the same cells. */
export function demoSheets(options: DemoOptions): DemoSheet[] {
  const county = demoCounty(options);
  return SHEETS.map((sheet, i) => sheet(randomOf(options.seed, 'sheet', i), county));
}
