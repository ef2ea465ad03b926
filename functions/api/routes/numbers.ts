import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { leagueOf } from '../../../shared/queries/numbers/league.ts';
import { numbersOf } from '../../../shared/queries/numbers/numbers-of.ts';
import { trendOf } from '../../../shared/queries/numbers/trend.ts';
import { oneAreaOf } from '../../../shared/queries/scope.ts';
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
    value: numbersView(await numbersOf(deps, oneAreaOf(actor, query.area), query.on)),
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
  handle: async ({ deps, actor, query: { area: asked, ...days } }) => {
    const of = oneAreaOf(actor, asked);
    return { value: trendView(of, await trendOf(deps, of, days)) };
  },
});

const league = route({
  method: 'GET',
  path: '/numbers/league',
  summary: '比学赶超 · Townships or counties, ranked',
  access: 'read',
  tag,
  query: z.strictObject({ area, on: day }),
  answer: LeagueView,
  handle: async ({ deps, actor, query }) => {
    const of = oneAreaOf(actor, query.area);
    return { value: leagueView(of, await leagueOf(deps, of, query.on)) };
  },
});

export const NUMBERS_ROUTES: readonly Route[] = [numbers, trend, league];
