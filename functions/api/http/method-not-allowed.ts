import type { Hono } from 'hono';
import { METHOD_NAME_ALL } from 'hono/router';
import { WrongMethod } from './errors.ts';
import type { ApiEnv } from './variables.ts';

/** Answers other methods of the addresses registered so far with 405 and `Allow`. */
export function refuseOtherMethods(app: Hono<ApiEnv>): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method !== METHOD_NAME_ALL) methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  for (const [path, allowed] of methods) {
    app.all(path, () => {
      throw new WrongMethod([...allowed]);
    });
  }
}
