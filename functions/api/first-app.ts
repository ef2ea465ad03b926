import type { Hono } from 'hono';
import type { Deps } from '../../shared/deps.ts';
import { type ApiParts, createApp } from './app-of.ts';
import { FIRST_ROUTES } from './routes/first.ts';

/** The API as a function starts it: the first routes, and all of it once another is asked for. */
export const firstApp = (deps: Deps, parts: ApiParts): Hono => {
  let whole: Promise<Hono> | undefined;
  const others = (): Promise<Hono> => {
    if (whole) return whole;
    // Which origins may ask has been said by then.
    whole = import('./app.ts').then(({ apiApp }) => apiApp(deps, { ...parts, origins: [] }));
    // A failure is not an answer to hold on to.
    whole.catch(() => {
      whole = undefined;
    });
    return whole;
  };
  return createApp(FIRST_ROUTES, deps, parts, others);
};
