import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { getNumbers } from '../../../shared/queries/numbers/area-numbers.ts';
import { getLeague } from '../../../shared/queries/numbers/league.ts';
import { getTrend, MAX_TREND_DAYS } from '../../../shared/queries/numbers/trend.ts';
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
  query: z.strictObject({
    area: area.meta({
      description:
        '县、乡镇、村或市；只有一处辖区可不填 · a city, a county, a township or a village; the caller’s own where that is one',
    }),
    on: day.meta({
      description:
        '日期；不填或今天为此刻统计（市为最近一次核查），以前的为当日存档 · the day: today, and without it, is counted just now (a city has the last day that was audited); a past one is as the audit put it down',
    }),
  }),
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
  query: z.strictObject({
    area: area.meta({
      description:
        '县、乡镇或市；只有一处辖区可不填 · a city, a county or a township; the caller’s own where that is one',
    }),
    from: day.meta({
      description: `起，含当日；不填为止前 30 天。至多 ${MAX_TREND_DAYS.county} 天，市至多 ${MAX_TREND_DAYS.city} 天 · the first day; thirty up to the last without it. At most ${MAX_TREND_DAYS.county} days, of a city ${MAX_TREND_DAYS.city}`,
    }),
    until: day.meta({ description: '止，含当日；不填为今天 · the last day; today without it' }),
  }),
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
  query: z.strictObject({
    area: area.meta({
      description:
        '县（比乡镇）或市（比县） · a county, whose townships are ranked, or a city, whose counties are',
    }),
    on: day.meta({
      description:
        '到这一日为止最近一次核查；不填为今天 · the last day up to this one that was audited; up to today without it',
    }),
  }),
  answer: LeagueView,
  handle: async ({ deps, actor, query }) => ({
    value: leagueView(await getLeague(deps, actor, query), deps.areas),
  }),
});

export const NUMBERS_ROUTES: readonly Route[] = [numbers, trend, league];
