import * as z from 'zod';
import { Job } from '../../../shared/domain/records/run.ts';
import { mapPage } from '../../../shared/queries/page.ts';
import { listRuns } from '../../../shared/queries/runs.ts';
import { RunView, runView } from '../../../shared/views/run.ts';
import { PAGING, pageRequest, pageSchema, sealPage } from '../http/paging.ts';
import { type Route, route } from '../http/route.ts';

const tag = 'runs';

const list = route({
  method: 'GET',
  path: '/runs',
  summary: '运行记录 · Runs of a scheduled job, the latest day first',
  access: 'oversee',
  tag,
  query: z.strictObject({ job: Job.meta({ description: '任务 · which job' }), ...PAGING }),
  answer: pageSchema(RunView),
  handle: async (context) => {
    const { deps, actor, query } = context;
    const runs = await listRuns(deps, actor, query.job, await pageRequest(context, 'runs'));
    return { value: await sealPage(context, 'runs', mapPage(runs, runView)) };
  },
});

export const RUN_ROUTES: readonly Route[] = [list];
