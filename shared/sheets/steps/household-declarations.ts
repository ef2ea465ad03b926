import { plainDate } from '../../domain/calendar/dates.ts';
import type { Step } from '../../domain/commands/index.ts';
import type { Household } from '../../domain/records/household.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { HOUSEHOLD_DECLARED } from '../../domain/records/schemes.ts';
import type { Row } from '../row.ts';
import { findKnownMember } from './known-member.ts';

type Schemes = Partial<Record<(typeof HOUSEHOLD_DECLARED)[number], boolean>>;

/** Returns 低保 and 特困 by year: 是 on any row counts for the household, else 否. */
const declaredSchemes = (rows: readonly Row<'members'>[]): Map<number, Schemes> => {
  const byYear = new Map<number, Schemes>();
  for (const { values } of rows) {
    for (const scheme of HOUSEHOLD_DECLARED) {
      const declared = values[scheme];
      if (declared === undefined) continue;
      if (values.year === undefined) throw new Refused('year_missing', 'year');
      const schemes = byYear.get(values.year) ?? {};
      byYear.set(values.year, { ...schemes, [scheme]: schemes[scheme] || declared });
    }
  }
  return byYear;
};

const declarationSteps = (declared: boolean, byYear: ReadonlyMap<number, Schemes>): Step[] =>
  [...byYear].flatMap(([year, all]): Step[] => {
    const schemes = Object.fromEntries(
      Object.entries(all).filter(([, value]) => value === declared),
    ) as Schemes;
    return Object.keys(schemes).length === 0
      ? []
      : [{ name: 'declare-household-year', input: { year, schemes } }];
  });

/** The steps of 是, which count even if other rows are refused. */
export const coverSteps = (rows: readonly Row<'members'>[]): Step[] =>
  declarationSteps(true, declaredSchemes(rows));

/** Whether the rows of a year list every member who belonged to the household at its end and still does. */
const isWhole = (rows: readonly Row<'members'>[], { members, ...rest }: Household, year: number): boolean => {
  const ofYear = rows.filter(({ values }) => values.year === year);
  const listed = new Set(ofYear.map(({ values }) => findKnownMember({ members, ...rest }, values)?.id));
  const end = plainDate(`${year}-12-31`);
  return members.every(
    ({ id, birth, joined, left, died }) =>
      listed.has(id) || left || died || birth > end || (joined !== undefined && joined > end),
  );
};

/** The steps of 否, which count only if no member is missing whose row might state 是. */
export const absenceSteps = (rows: readonly Row<'members'>[], household: Household): Step[] =>
  declarationSteps(
    false,
    new Map([...declaredSchemes(rows)].filter(([year]) => isWhole(rows, household, year))),
  );
