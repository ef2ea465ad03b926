import * as z from 'zod/mini';
import { AreaCode } from '../domain/areas/area.ts';
import { areaName } from '../domain/areas/names.ts';
import { PlainDate } from '../domain/calendar/dates.ts';
import { MEASURES, type Measure } from '../domain/numbers/measures.ts';
import { documented } from '../domain/records/documented.ts';
import { SHOWN } from '../domain/records/personal.ts';
import type { League, LeagueLine, Standing } from '../queries/numbers/league.ts';
import { rounded } from './numbers.ts';

const StandingView = documented(
  z.strictObject({
    value: z.optional(z.number()),
    rank: z.optional(z.int().check(z.minimum(1))),
    climbed: z.optional(z.int()),
  }),
  { id: 'Standing' },
);

const standings = z.strictObject(
  Object.fromEntries(MEASURES.map((measure) => [measure, StandingView])) as Record<
    Measure,
    typeof StandingView
  >,
);

const Line = documented(
  z.strictObject({
    area: AreaCode,
    name: z.optional(z.string()),
    missing: z.optional(z.array(AreaCode)),
    standings,
  }),
  { id: 'LeagueLine' },
);

/** A league table, to whoever's area it is of. */
export const LeagueView = documented(
  z
    .strictObject({
      area: AreaCode,
      on: PlainDate,
      comparedWith: z.optional(PlainDate),
      items: z.array(Line),
    })
    .register(SHOWN, { placed: true }),
  { id: 'League' },
);

const standingView = ({ value, ...place }: Standing) => ({
  ...(value === undefined ? {} : { value: rounded(value, 4) }),
  ...place,
});

const lineView = ({ area, missing, standings }: LeagueLine) => {
  const name = areaName(area);
  return {
    area,
    ...(name ? { name } : {}),
    ...(missing.length > 0 ? { missing: [...missing] } : {}),
    standings: Object.fromEntries(
      MEASURES.map((measure) => [measure, standingView(standings[measure])]),
    ) as Record<Measure, Standing>,
  };
};

export const leagueView = (area: AreaCode, { lines, ...league }: League): z.output<typeof LeagueView> => ({
  area,
  ...league,
  items: lines.map(lineView),
});
