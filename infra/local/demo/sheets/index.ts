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

/** In the order in which they build on one another. */
const SHEETS = [
  sitesSheet,
  membersSheet,
  incomeSheet,
  industriesSheet,
  linkagesSheet,
  employmentSheet,
  coverageSheet,
] as const;

/** The sheets of the demo county, as a county keeps them, quirks and all. Pure: the same options, the same cells. */
export function demoSheets(options: DemoOptions): DemoSheet[] {
  const county = demoCounty(options);
  return SHEETS.map((sheet, i) => sheet(randomOf(options.seed, 'sheet', i), county));
}
