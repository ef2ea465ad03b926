import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** A process for good: its pid alone is given to another process in time, its start tick with it is not. */
export const ProcessId = z.strictObject({ pid: z.int().positive(), started: z.string() });
export type ProcessId = z.infer<typeof ProcessId>;

/** The process that has this pid now. A zombie has ended; only its parent has not asked yet. Linux alone. */
export function processOf(pid: number): ProcessId | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // proc(5): the command in brackets may hold anything; behind it stand the state and, 19 fields on, the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const started = fields[19];
  return started === undefined || fields[0] === 'Z' ? undefined : { pid, started };
}

export const isAlive = ({ pid, started }: ProcessId): boolean => processOf(pid)?.started === started;

/** Sends a signal; false where the process has ended before. */
export function sendSignal(process_: ProcessId, name: NodeJS.Signals): boolean {
  if (!isAlive(process_)) return false;
  try {
    return process.kill(process_.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
