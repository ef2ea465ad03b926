import { countyOf } from '../../domain/areas/area.ts';
import type { Step } from '../../domain/commands/index.ts';
import type { Household } from '../../domain/records/household.ts';
import { HouseholdId } from '../../domain/records/ids.ts';
import { Refused } from '../../domain/records/refusal.ts';
import type { SheetRow } from '../columns/index.ts';
import type { Row } from '../row.ts';
import { resolvePlace } from './destination.ts';
import { findSite, type Referents } from './kind-steps.ts';

type Values = SheetRow<'members'>;

/** Columns about the household: its rows of a year must agree on them unless a cell is empty. */
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

/** Merges the rows' household columns; of several years, in ascending order, the last one counts. Throws `Refused`. */
const mergeHouseholdValues = (rows: readonly Row<'members'>[]): OfHousehold => {
  const merged: Record<string, unknown> = {};
  const years: Record<string, number | undefined> = {};
  for (const { values } of rows) {
    for (const field of OF_HOUSEHOLD) {
      if (values[field] === undefined) continue;
      if (merged[field] !== undefined && merged[field] !== values[field] && years[field] === values.year) {
        throw new Refused('household_rows_disagree', field, { rows: rows.map(({ row }) => row).join('、') });
      }
      merged[field] = values[field];
      years[field] = values.year;
    }
  }
  return merged;
};

/** Returns the site of a row; null, for none, if the row states 分散安置 and no site. */
const siteOf = ({ siteName, resettlement }: OfHousehold, area: Household['area'], referents: Referents) => {
  if (siteName) return findSite(referents, siteName, countyOf(area)).id;
  return resettlement === 'scattered' ? null : undefined;
};

/** Returns the steps of the household's columns: they register it, or correct its record. */
export function householdSteps(
  rows: readonly Row<'members'>[],
  household: Household | undefined,
  referents: Referents,
): Step[] {
  const merged = mergeHouseholdValues(rows);
  const { township, village, householdPhone, resettlement, movedIn } = merged;
  const county = merged.county ?? referents.county;
  const place =
    township || !household
      ? resolvePlace(referents.areas, { county, township, village }, household?.area)
      : undefined;
  const area = place?.area ?? household?.area;
  if (!area) throw new Refused('area_missing', 'township');
  const profile = { ...place, ...(householdPhone ? { phone: householdPhone } : {}) };
  const arrival = { movedIn, resettlement, siteId: siteOf(merged, area, referents) };
  if (household) {
    return [
      { name: 'correct-household', input: profile },
      { name: 'move-in', input: arrival },
    ];
  }
  const id = HouseholdId.parse(referents.newId());
  const number = rows[0]?.values.householdNumber;
  return [{ name: 'register-household', input: { id, ...profile, area, number, ...arrival } }];
}
