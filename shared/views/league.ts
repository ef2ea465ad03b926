import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import type { AreaNames } from '../domain/areas/areas.ts';
import { PlainDate } from '../domain/calendar/dates.ts';
import { MEASURES, type Measure } from '../domain/numbers/measures.ts';
import { MASK_REGISTRY } from '../domain/records/personal.ts';
import type { League, LeagueLine, Standing } from '../queries/numbers/league.ts';
import { round } from './numbers.ts';

const StandingView = z
  .strictObject({
    value: z
      .number()
      .optional()
      .meta({ description: '数值；率为 0 至 1 · the figure; a share is from 0 to 1' }),
    rank: z.int().min(1).optional().meta({
      description:
        '名次，相同者并列；无可比者没有 · equals share one; missing where there is nothing to measure',
    }),
    climbed: z.int().optional().meta({
      description: '比上月上升几名，下降为负 · places gained since last month; lost where it is negative',
    }),
  })
  .meta({ id: 'Standing', description: '一项名次 · A place in a league table' });

const standings = z
  .strictObject(
    Object.fromEntries(MEASURES.map((measure) => [measure, StandingView])) as Record<
      Measure,
      typeof StandingView
    >,
  )
  .meta({
    description:
      '各项：together 为 R1、R2、R3 合计落实率，R1 至 R9 各自落实率（已落实占适用），overdue 逾期占未销号未暂缓的问题，daysToClose 当月销号平均天数 · by what is compared: together, the share met of what R1, R2 and R3 apply to; the same of each rule; overdue, of live flags that are not waived; daysToClose, of what was closed in the month to date',
  });

const Line = z
  .strictObject({
    area: AreaCode,
    name: z.string().optional().meta({ description: '名称 · name' }),
    missing: z.array(AreaCode).optional().meta({
      description:
        '当日没有核查的乡镇，不在合计之内 · townships that nobody audited on the day: they are in none of the sums',
    }),
    standings,
  })
  .meta({ id: 'LeagueLine', description: '一个单位的名次 · A township or a county among the others' });

/** A league table, for those whose area it is of. */
export const LeagueView = z
  .strictObject({
    area: AreaCode,
    on: PlainDate,
    comparedWith: PlainDate.optional().meta({
      description:
        '与上月哪一日相比：上月最后有数字的一日 · the day compared with: the last of last month that was counted',
    }),
    items: z.array(Line),
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'League', description: '比学赶超：同级单位的名次 · Townships or counties, ranked' });

const standingView = ({ value, ...place }: Standing) => ({
  ...(value === undefined ? {} : { value: round(value, 4) }),
  ...place,
});

const lineView = ({ area, missing, standings }: LeagueLine, { nameOf }: AreaNames) => {
  const name = nameOf(area);
  return {
    area,
    ...(name ? { name } : {}),
    ...(missing.length > 0 ? { missing: [...missing] } : {}),
    standings: Object.fromEntries(
      MEASURES.map((measure) => [measure, standingView(standings[measure] ?? {})]),
    ) as Record<Measure, Standing>,
  };
};

export const leagueView = ({ lines, ...league }: League, areas: AreaNames): z.output<typeof LeagueView> => ({
  ...league,
  items: lines.map((line) => lineView(line, areas)),
});
