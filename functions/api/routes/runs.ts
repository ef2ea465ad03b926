import pMap from 'p-map';
import * as z from 'zod';
import { Job, Run } from '../../../shared/domain/records/run.ts';
import { wholeRun } from '../../../shared/queries/audit-runs.ts';
import { runsOf } from '../../../shared/table/runs.ts';
import { cursorPosition, PAGING, pageSchema, toPage } from '../http/paging.ts';
import { type Route, route } from '../http/route.ts';

const tag = 'runs';

/** Audits that are gathered from their townships at the same time. */
const AT_ONCE = 4;

/** Each audit is a read of every township's day: pages of them are short, and go on. */
const MOST_AUDITS = 20;

const RunView = Run.extend({ missing: z.int().min(0).optional() }).meta({
  id: 'Run',
  description: 'What a scheduled job did, and who started it',
});

const list = route({
  method: 'GET',
  path: '/runs',
  summary: '运行记录 · Runs of a scheduled job, the latest day first',
  access: 'oversee',
  tag,
  query: z.strictObject({ job: Job, ...PAGING }),
  answer: pageSchema(RunView),
  handle: async (asked) => {
    const { job, limit } = asked.query;
    const after = await cursorPosition(asked, 'runs');
    const { items, next } = await runsOf(asked.deps.table, job, {
      limit: job === 'audit' ? Math.min(limit, MOST_AUDITS) : limit,
      after,
    });
    const shown = async (item: Run): Promise<z.output<typeof RunView>> => {
      const { missing, ...run } = await wholeRun(asked.deps.table, item);
      return { ...run, ...(missing ? { missing: missing.length } : {}) };
    };
    const runs = await pMap(items, shown, { concurrency: AT_ONCE });
    return { value: await toPage(asked, 'runs', runs, next) };
  },
});

export const RUN_ROUTES: readonly Route[] = [list];
