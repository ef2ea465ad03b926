import { setMaxListeners } from 'node:events';
import { createMiddleware } from 'hono/factory';
import type { Deps } from '../../../shared/deps.ts';
import { Busy } from '../../../shared/faults.ts';
import { abortable } from '../../../shared/table/store/client.ts';
import type { ApiEnv } from './variables.ts';

/** Milliseconds until a request is answered with 503: less than the function's own timeout. */
export const DEADLINE_MS = 10_000;

/**
 * Returns the result of the work, or throws `Busy` after so many milliseconds; the signal then aborts, which ends what
 * the work still does.
 */
export async function withDeadline<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  // Every pending call to the table listens; a list has dozens at once.
  setMaxListeners(0, controller.signal);
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Busy('deadline'));
      controller.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(controller.signal), timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** Answers in time, with 503 if need be; from then on the request's calls to the table end. */
export const deadline = (deps: Deps, ms: number) =>
  createMiddleware<ApiEnv>((c, next) =>
    withDeadline(ms, (signal) => {
      c.set('deps', { ...deps, table: abortable(deps.table, signal) });
      return next();
    }),
  );
