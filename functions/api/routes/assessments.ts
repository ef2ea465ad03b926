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
    items: z.array(AssessedLine).meta({
      description:
        '逐条结论，所查都是乡镇或村时才有 · the findings, a line each, where all areas of the request are townships or villages',
    }),
    month: Month.meta({ description: '月份 · the month' }),
    on: PlainDate.meta({
      description: '结论所属的日期，即月末 · the day of the findings, the last of the month',
    }),
    counties: z.array(AssessedCountyView).meta({
      description: '各县的封存依据与完整情况 · by what each county was frozen, and whether it is whole',
    }),
    areas: z.array(AssessedAreaView).meta({
      description:
        '按下级区划的数量：市按县，县按乡镇，村没有 · counts: of a city by county, of a county by township, of a village none',
    }),
  })
  .meta({
    id: 'AssessedMonth',
    description: '一个月的月末结论，按封存时的样子 · What was found at the end of a month, as it was frozen',
  });

const get = route({
  method: 'GET',
  path: '/assessments/{month}',
  summary: '月末结论：按封存时的样子 · What was found at the end of a month, as it was frozen',
  access: 'read',
  tag: 'frozen months',
  params: OfMonth,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description:
        '辖区或其中一处；不填为全部辖区 · An area of the caller, or one within; all of them without it',
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
