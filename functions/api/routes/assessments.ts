import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { dateInShanghai, PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { isOver, lastDayOf, Month } from '../../../shared/domain/calendar/months.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { frozenLinesIn } from '../../../shared/queries/frozen-lines.ts';
import { countsByRule, frozenMonthOf } from '../../../shared/queries/frozen-months.ts';
import { scopeOf } from '../../../shared/queries/scope.ts';
import {
  AssessedAreaView,
  AssessedCountyView,
  AssessedLine,
  assessedAreaView,
  assessedCountyView,
} from '../../../shared/views/assessment.ts';
import { cursorPosition, PAGING, pageSchema, toPage } from '../http/paging.ts';
import { OfMonth } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';

const AssessedMonth = pageSchema(AssessedLine)
  .extend({
    month: Month,
    on: PlainDate,
    counties: z.array(AssessedCountyView),
    areas: z.array(AssessedAreaView),
  })
  .meta({ id: 'AssessedMonth', description: 'What was found at the end of a month, as it was frozen' });

/** Of a county there are too many lines to be of use: they are counted. */
const isListed = (scope: readonly AreaCode[]): boolean => scope.every((area) => area.length >= 9);

const get = route({
  method: 'GET',
  path: '/assessments/{month}',
  summary: '月末结论：按封存时的样子 · What was found at the end of a month, as it was frozen',
  access: 'read',
  tag: 'frozen months',
  params: OfMonth,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description: 'An area of the caller, or one within; all of them without it',
    }),
    ...PAGING,
  }),
  answer: AssessedMonth,
  handle: async (asked) => {
    const { deps, actor, query, params } = asked;
    const { month } = params;
    const scope = scopeOf(actor, query.area);
    const place = await cursorPosition(asked, 'assessments');
    if (!isOver(month, dateInShanghai(deps.clock()))) {
      throw new Refused('month_not_over', 'month', { month });
    }
    const assessed = await frozenMonthOf(deps.table, month, scope);
    if (assessed.every(({ whole }) => whole.length === 0)) {
      throw new Refused('month_not_frozen', 'month', { month });
    }
    const { limit } = query;
    const lines = isListed(scope)
      ? await frozenLinesIn(deps.table, assessed, scope, limit, place)
      : { items: [] };
    return {
      value: {
        month,
        on: lastDayOf(month),
        counties: assessed.map(assessedCountyView),
        areas: countsByRule(assessed, scope).map(assessedAreaView),
        ...(await toPage(asked, 'assessments', lines.items, lines.place)),
      },
    };
  },
});

export const ASSESSMENT_ROUTES: readonly Route[] = [get];
