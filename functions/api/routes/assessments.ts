import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { listFrozenLines } from '../../../shared/queries/frozen-lines.ts';
import { getFrozenMonth } from '../../../shared/queries/frozen-months.ts';
import {
  AssessedAreaView,
  AssessedCountyView,
  AssessedLine,
  frozenMonthView,
} from '../../../shared/views/assessment.ts';
import { PAGING, pageRequest, pageSchema, sealPage } from '../http/paging.ts';
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
  handle: async (context) => {
    const { deps, actor, query, params } = context;
    const page = await pageRequest(context, 'assessments');
    const frozen = await getFrozenMonth(deps, actor, { month: params.month, area: query.area });
    const lines = await listFrozenLines(deps, frozen, page);
    const listed = await sealPage(context, 'assessments', lines);
    return { value: { ...frozenMonthView(frozen, deps.areas), ...listed } };
  },
});

export const ASSESSMENT_ROUTES: readonly Route[] = [get];
