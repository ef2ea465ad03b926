import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import { PlainDate } from '../domain/calendar/dates.ts';
import { Outcome } from '../domain/records/evaluated.ts';
import { Text } from '../domain/records/facts.ts';
import { HouseholdId, SiteId } from '../domain/records/ids.ts';
import { MASK_REGISTRY, personal } from '../domain/records/personal.ts';
import { RuleId, rulesIn } from '../domain/records/rule-id.ts';
import {
  type HouseholdSummary,
  outcomesOf,
  type SiteSummary,
  type Summary,
} from '../table/record/summary.ts';

/** rule → an outcome for each subject. */
const outcomes = z
  .partialRecord(RuleId, z.array(Outcome))
  .meta({ description: '各规则的结论 · outcomes by rule' });

export const HouseholdLine = z
  .strictObject({
    kind: z.literal('household').meta({ description: '户 · a household' }),
    id: HouseholdId,
    name: personal(z.string(), 'name').meta({ description: '户主姓名 · Of the head of the household' }),
    number: z.string().optional(),
    area: AreaCode,
    siteId: SiteId.optional(),
    movedIn: PlainDate.optional(),
    dissolved: PlainDate.optional(),
    people: z.int().meta({ description: '人口 · people' }),
    changesOn: PlainDate.optional(),
    outcomes,
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'HouseholdLine', description: '列表中的一户 · A household in a list' });
export const SiteLine = z
  .strictObject({
    kind: z.literal('site').meta({ description: '安置点 · a site' }),
    id: SiteId,
    name: Text,
    area: AreaCode,
    changesOn: PlainDate.optional(),
    outcomes,
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'SiteLine', description: '列表中的一个安置点 · A site in a list' });

/** Returns the outcomes of a summary in the order of the rules: the table keeps no order in a map. */
const outcomesIn = (rows: Summary['outcomes']) => {
  const outcomes: Partial<Record<RuleId, Outcome[]>> = {};
  for (const rule of rulesIn(rows)) {
    const row = rows[rule];
    if (row !== undefined) outcomes[rule] = outcomesOf(row);
  }
  return outcomes;
};

/** Returns a household in a list. */
export const householdLine = (summary: HouseholdSummary): z.output<typeof HouseholdLine> => ({
  kind: 'household',
  id: summary.id,
  name: summary.name,
  number: summary.number,
  area: summary.area,
  siteId: summary.siteId,
  movedIn: summary.movedIn,
  dissolved: summary.dissolved,
  people: summary.people,
  changesOn: summary.changesOn,
  outcomes: outcomesIn(summary.outcomes),
});

/** Returns a site in a list. */
export const siteLine = ({
  id,
  name,
  area,
  changesOn,
  outcomes,
}: SiteSummary): z.output<typeof SiteLine> => ({
  kind: 'site',
  id,
  name,
  area,
  changesOn,
  outcomes: outcomesIn(outcomes),
});
