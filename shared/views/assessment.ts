import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import type { AreaNames } from '../domain/areas/areas.ts';
import { Instant, PlainDate } from '../domain/calendar/dates.ts';
import { Tally } from '../domain/numbers/numbers.ts';
import { Outcome } from '../domain/records/evaluated.ts';
import { HouseholdId, MemberId, SiteId } from '../domain/records/ids.ts';
import { MASK_REGISTRY } from '../domain/records/personal.ts';
import { RuleId } from '../domain/records/rule-id.ts';
import type { AssessedArea, AssessedCounty, FrozenMonth } from '../queries/frozen-months.ts';

const Hash = z.string();
const Count = z.int();

/** The settings as they stood, whatever they are one day: numbers, and for each rule a number or yes or no. */
const SettingsThen = z.record(
  z.string(),
  z.union([z.number(), z.record(z.string(), z.union([z.number(), z.boolean()]))]),
);

export const AssessedCountyView = z
  .strictObject({
    county: AreaCode,
    frozenAt: Instant,
    rulesVersion: Count,
    under: z.string(),
    settings: SettingsThen,
    hash: Hash.optional(),
    missing: z.array(AreaCode),
  })
  .meta({
    id: 'AssessedCounty',
    description: 'By what a county’s month was frozen, and whether it is whole',
  });

export const AssessedAreaView = z
  .strictObject({
    area: AreaCode,
    name: z.string().optional(),
    households: Count,
    sites: Count,
    rules: z.partialRecord(RuleId, Tally),
    hash: Hash.optional(),
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'AssessedArea', description: 'How many findings of each rule a division had, by outcome' });

/** One finding as it was frozen: of a household, of a member of it, or of a site. */
export const AssessedLine = z
  .strictObject({
    kind: z.enum(['household', 'site']),
    id: z.union([HouseholdId, SiteId]),
    number: z.string().optional(),
    name: z.string().optional(),
    area: AreaCode,
    rule: RuleId,
    member: MemberId.optional(),
    outcome: Outcome,
    since: PlainDate.optional(),
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'AssessedLine', description: 'A finding as it was frozen' });

/** By name: the table keeps the fields of a map in no order. */
const inOrder = <T>(fields: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The settings that a month was opened with, in one order. */
const settingsThen = ({ settings }: AssessedCounty['opened']): z.output<typeof SettingsThen> => {
  const parsed = SettingsThen.parse(settings);
  const ordered = Object.entries(parsed).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : inOrder(value),
  ]);
  return inOrder(Object.fromEntries(ordered));
};

export const assessedCountyView = ({
  opened,
  closed,
  missing,
}: AssessedCounty): z.output<typeof AssessedCountyView> => {
  const { county, frozenAt, rulesVersion, under } = opened;
  const hash = closed?.hash;
  const view = { county, frozenAt, rulesVersion, under, settings: settingsThen(opened) };
  return { ...view, ...(hash ? { hash } : {}), missing: [...missing] };
};

export const assessedAreaView = (
  { hash, ...area }: AssessedArea,
  { nameOf }: AreaNames,
): z.output<typeof AssessedAreaView> => {
  const name = nameOf(area.area);
  return { ...area, ...(name ? { name } : {}), ...(hash ? { hash } : {}) };
};

/** Returns a frozen month without its lines. */
export const frozenMonthView = ({ month, on, counties, areas }: FrozenMonth, names: AreaNames) => ({
  ...{ month, on },
  counties: counties.map(assessedCountyView),
  areas: areas.map((area) => assessedAreaView(area, names)),
});
