import * as z from 'zod';
import { Job, Run } from '../../../shared/records/run.ts';
import { runsOf } from '../../../shared/table/runs.ts';
import { PAGING, page, pageOf, placeIn } from '../paging.ts';
import { type Route, route } from '../route.ts';

const tag = 'runs';

const list = route({
  method: 'GET',
  path: '/runs',
  access: 'oversee',
  tag,
  query: z.strictObject({ job: Job, ...PAGING }),
  answer: pageOf(Run.meta({ id: 'Run', description: 'What a scheduled job did, and who started it' })),
  handle: async (asked) => {
    const { job, limit } = asked.query;
    const after = await placeIn(asked, 'runs');
    const { items, next } = await runsOf(asked.deps.table, job, { limit, after });
    return { value: await page(asked, 'runs', items, next) };
  },
});

export const RUN_ROUTES: readonly Route[] = [list];
