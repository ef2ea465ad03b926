import * as z from 'zod';
import { Run } from '../domain/records/run.ts';
import type { RunWithProgress } from '../queries/runs.ts';

export const RunView = Run.extend({ missing: z.int().min(0).optional() }).meta({
  id: 'Run',
  description: 'What a scheduled job did, and who started it',
});

export const runView = ({ missing, ...run }: RunWithProgress): z.output<typeof RunView> => ({
  ...run,
  ...(missing ? { missing: missing.length } : {}),
});
