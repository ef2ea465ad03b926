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

/** The settings of a frozen month, of any version: numbers, and for each rule a number or a boolean. */
const FrozenSettings = z.record(
  z.string(),
  z.union([z.number(), z.record(z.string(), z.union([z.number(), z.boolean(), PlainDate]))]),
);

export const AssessedCountyView = z
  .strictObject({
    county: AreaCode.meta({ description: '县 · the county' }),
    frozenAt: Instant.meta({
      description:
        '封存时刻：档案以此刻所知为准 · the instant as of which the records were taken as they were known',
    }),
    rulesVersion: Count.meta({ description: '规则版本 · version of the rules' }),
    under: z.string().meta({ description: '规则与参数的版本 · names the rules and the settings' }),
    settings: FrozenSettings.meta({ description: '当日的参数 · settings of that day' }),
    hash: Hash.optional().meta({
      description:
        '全县封存内容的校验值（SHA-256），可打印留存；封存完整后才有 · SHA-256 over all of the county, to be printed and kept; once it is whole',
    }),
    missing: z
      .array(AreaCode)
      .meta({ description: '所查范围内尚未封存完整的乡镇 · townships asked for that are not whole yet' }),
  })
  .meta({
    id: 'AssessedCounty',
    description: '一县的封存依据与完整情况 · By what a county’s month was frozen, and whether it is whole',
  });

export const AssessedAreaView = z
  .strictObject({
    area: AreaCode.meta({ description: '区划 · the division' }),
    name: z.string().optional().meta({ description: '名称 · its name' }),
    households: Count.meta({
      description: '户数，含已销户 · households on record, dissolved ones among them',
    }),
    sites: Count.meta({ description: '安置点数 · sites' }),
    rules: z
      .partialRecord(RuleId, Tally)
      .meta({ description: '规则 → 各结论的数量 · rule → how many findings of each outcome' }),
    hash: Hash.optional().meta({
      description: '该区划封存内容的校验值；封存完整后才有 · over all of it, once it is whole',
    }),
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'AssessedArea',
    description: '一个区划的月末结论数量 · How many findings of each rule a division had, by outcome',
  });

/** A frozen finding of a household, of a member of it, or of a site. */
export const AssessedLine = z
  .strictObject({
    kind: z.enum(['household', 'site']).meta({ description: '户或安置点 · a household or a site' }),
    id: z.union([HouseholdId, SiteId]).meta({ description: '户或安置点的编号 · the household or site' }),
    number: z.string().optional().meta({ description: '户编号（全国系统） · number in the national system' }),
    name: z.string().optional().meta({ description: '安置点名称 · name of the site' }),
    area: AreaCode,
    rule: RuleId,
    member: MemberId.optional().meta({
      description: '成员编号；户或安置点的结论没有 · the member; none where the rule looks at the whole',
    }),
    outcome: Outcome,
    since: PlainDate.optional(),
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'AssessedLine', description: '封存的一条结论 · A finding as it was frozen' });

/** Returns the fields sorted by name: the table keeps no order in a map. */
const sortFields = <T>(fields: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Returns the settings with which a month was opened, always in the same order. */
const frozenSettings = ({ settings }: AssessedCounty['opened']): z.output<typeof FrozenSettings> => {
  const parsed = FrozenSettings.parse(settings);
  const ordered = Object.entries(parsed).map(([name, value]) => [
    name,
    typeof value === 'number' ? value : sortFields(value),
  ]);
  return sortFields(Object.fromEntries(ordered));
};

export function assessedCountyView({
  opened,
  closed,
  missing,
}: AssessedCounty): z.output<typeof AssessedCountyView> {
  const { county, frozenAt, rulesVersion, under } = opened;
  const hash = closed?.hash;
  const view = { county, frozenAt, rulesVersion, under, settings: frozenSettings(opened) };
  return { ...view, ...(hash ? { hash } : {}), missing: [...missing] };
}

export function assessedAreaView(
  { hash, ...area }: AssessedArea,
  { nameOf }: AreaNames,
): z.output<typeof AssessedAreaView> {
  const name = nameOf(area.area);
  return { ...area, ...(name ? { name } : {}), ...(hash ? { hash } : {}) };
}

/** Returns a frozen month without its lines. */
export const frozenMonthView = ({ month, on, counties, areas }: FrozenMonth, names: AreaNames) => ({
  ...{ month, on },
  counties: counties.map(assessedCountyView),
  areas: areas.map((area) => assessedAreaView(area, names)),
});
