import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { getNumbers } from '../../../shared/queries/numbers/area-numbers.ts';
import { getLeague } from '../../../shared/queries/numbers/league.ts';
import { getTrend } from '../../../shared/queries/numbers/trend.ts';
import { LeagueView, leagueView } from '../../../shared/views/league.ts';
import { NumbersView, numbersView, TrendView, trendView } from '../../../shared/views/numbers.ts';
import { type Route, route } from '../http/route.ts';

const tag = 'numbers';
const area = AreaCode.optional();
const day = PlainDate.optional();

const numbers = route({
  method: 'GET',
  path: '/numbers',
  summary: '某地某日的数字 · The numbers of an area on a day',
  access: 'read',
  tag,
  query: z.strictObject({ area, on: day }),
  answer: NumbersView,
  handle: async ({ deps, actor, query }) => ({
    value: numbersView(await getNumbers(deps, actor, query)),
  }),
});

const trend = route({
  method: 'GET',
  path: '/numbers/trend',
  summary: '逐日走势 · The numbers of an area day by day',
  access: 'read',
  tag,
  query: z.strictObject({ area, from: day, until: day }),
  answer: TrendView,
  handle: async ({ deps, actor, query }) => ({
    value: trendView(await getTrend(deps, actor, query)),
  }),
});

const league = route({
  method: 'GET',
  path: '/numbers/league',
  summary: '比学赶超 · Townships or counties, ranked',
  access: 'read',
  tag,
  query: z.strictObject({ area, on: day }),
  answer: LeagueView,
  handle: async ({ deps, actor, query }) => ({
    value: leagueView(await getLeague(deps, actor, query), deps.areas),
  }),
});

export const NUMBERS_ROUTES: readonly Route[] = [numbers, trend, league];
