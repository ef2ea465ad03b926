import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** Identifies a process: pids are reused, pairs of pid and start tick are not. */
export const ProcessId = z.strictObject({ pid: z.int().positive(), started: z.string() });
export type ProcessId = z.infer<typeof ProcessId>;

/** Identifies the process with this pid; undefined if there is none or it is a zombie. Linux alone. */
export function processOf(pid: number): ProcessId | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // proc(5): the command in parentheses may contain anything; the state follows it, and 19 fields later the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const started = fields[19];
  return started === undefined || fields[0] === 'Z' ? undefined : { pid, started };
}

export const isAlive = ({ pid, started }: ProcessId): boolean => processOf(pid)?.started === started;

/** Sends a signal. Returns false if the process has ended. */
export function sendSignal(process_: ProcessId, name: NodeJS.Signals): boolean {
  if (!isAlive(process_)) return false;
  try {
    return process.kill(process_.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
