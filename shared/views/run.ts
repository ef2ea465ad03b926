import * as z from 'zod';
import { Run } from '../domain/records/run.ts';
import type { RunWithProgress } from '../queries/runs.ts';

export const RunView = Run.extend({
  missing: z.int().min(0).optional().meta({
    description:
      '未报告的乡镇数：仍在核查，或整体失败 · townships that have not reported: still at work, or failed as a whole',
  }),
}).meta({
  id: 'Run',
  description: '一次定时任务的情况 · What a scheduled job did, and who started it',
});

export const runView = ({ missing, ...run }: RunWithProgress): z.output<typeof RunView> => ({
  ...run,
  ...(missing ? { missing: missing.length } : {}),
});
