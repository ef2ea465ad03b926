import { countyOf } from '../../domain/areas/area.ts';
import type { Step } from '../../domain/commands/index.ts';
import type { Household } from '../../domain/records/household.ts';
import { HouseholdId } from '../../domain/records/ids.ts';
import { Refused } from '../../domain/records/refusal.ts';
import type { SheetRow } from '../columns/index.ts';
import type { Row } from '../row.ts';
import { resolvePlace } from './destination.ts';
import { type Referents, findSite } from './kind-steps.ts';

type Values = SheetRow<'members'>;

/** Columns that speak of the household: its rows of a year must agree on them, as far as they say anything. */
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

/** Of several years the last one counts; the rows come in the order of their years. */
const mergeHouseholdValues = (rows: readonly Row<'members'>[]): OfHousehold => {
  const said: Record<string, unknown> = {};
  const years: Record<string, number | undefined> = {};
  for (const { values } of rows) {
    for (const field of OF_HOUSEHOLD) {
      if (values[field] === undefined) continue;
      if (said[field] !== undefined && said[field] !== values[field] && years[field] === values.year) {
        throw new Refused('household_rows_disagree', field, { rows: rows.map(({ row }) => row).join('、') });
      }
      said[field] = values[field];
      years[field] = values.year;
    }
  }
  return said;
};

/** A household that is on record at a site, and of which the sheet says 分散安置 and no site, lives at none. */
const siteOf = ({ siteName, resettlement }: OfHousehold, area: Household['area'], referents: Referents) => {
  if (siteName) return findSite(referents, siteName, countyOf(area)).id;
  return resettlement === 'scattered' ? null : undefined;
};

/** What the household's own columns do: it is registered, or what is on record corrected. */
export function householdSteps(
  rows: readonly Row<'members'>[],
  household: Household | undefined,
  referents: Referents,
): Step[] {
  const said = mergeHouseholdValues(rows);
  const { township, village, householdPhone, resettlement, movedIn } = said;
  const county = said.county ?? referents.county;
  const place =
    township || !household
      ? resolvePlace(referents.areas, { county, township, village }, household?.area)
      : undefined;
  const area = place?.area ?? household?.area;
  if (!area) throw new Refused('area_missing', 'township');
  const profile = { ...place, ...(householdPhone ? { phone: householdPhone } : {}) };
  const arrival = { movedIn, resettlement, siteId: siteOf(said, area, referents) };
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
