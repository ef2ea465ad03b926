import { createMiddleware } from 'hono/factory';
import { isInUse } from '../../../shared/domain/access/require-area.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import type { ApiEnv } from './variables.ts';

/**
 * Leaves the caller the areas that lie in the configured prefectures: the others of their token open nothing. Throws
 * `Refused` (`areas_not_configured`) if none is left.
 */
export const keepConfiguredAreas = createMiddleware<ApiEnv>(async (c, next) => {
  const { signedIn, deps } = c.var;
  const { actor } = signedIn;
  const areas = actor.areas.filter((area) => isInUse(deps.areas, area));
  if (areas.length === 0) {
    const { prefectures } = deps.areas;
    throw new Refused('areas_not_configured', 'areas', { codes: actor.areas, area: prefectures });
  }
  if (areas.length < actor.areas.length) c.set('signedIn', { ...signedIn, actor: { ...actor, areas } });
  await next();
});
