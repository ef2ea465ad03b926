import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import type { AreaNames } from '../domain/areas/areas.ts';
import { PlainDate } from '../domain/calendar/dates.ts';
import { MEASURES, type Measure } from '../domain/numbers/measures.ts';
import { MASK_REGISTRY } from '../domain/records/personal.ts';
import type { League, LeagueLine, Standing } from '../queries/numbers/league.ts';
import { rounded } from './numbers.ts';

const StandingView = z
  .strictObject({
    value: z.number().optional(),
    rank: z.int().min(1).optional(),
    climbed: z.int().optional(),
  })
  .meta({ id: 'Standing' });

const standings = z.strictObject(
  Object.fromEntries(MEASURES.map((measure) => [measure, StandingView])) as Record<
    Measure,
    typeof StandingView
  >,
);

const Line = z
  .strictObject({
    area: AreaCode,
    name: z.string().optional(),
    missing: z.array(AreaCode).optional(),
    standings,
  })
  .meta({ id: 'LeagueLine' });

/** A league table, to whoever's area it is of. */
export const LeagueView = z
  .strictObject({
    area: AreaCode,
    on: PlainDate,
    comparedWith: PlainDate.optional(),
    items: z.array(Line),
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'League' });

const standingView = ({ value, ...place }: Standing) => ({
  ...(value === undefined ? {} : { value: rounded(value, 4) }),
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
