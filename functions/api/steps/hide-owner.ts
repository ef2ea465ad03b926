import { relationOf } from '../../../shared/domain/access/relation.ts';
import { HouseholdId, SiteId } from '../../../shared/domain/records/ids.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { recordOf } from '../../../shared/table/record/records.ts';
import { countAllowance } from '../../../shared/table/requests/allowances.ts';
import type { Subject } from '../../../shared/table/store/keys.ts';
import { OUTSIDE_TEXT } from '../../../shared/text/refusals.ts';
import { TooMany } from '../http/errors.ts';
import type { RouteContext } from '../http/route.ts';

const ownerOf = (code: string, owner: string): Subject =>
  code === 'site_name_taken'
    ? { kind: 'site', id: SiteId.parse(owner) }
    : { kind: 'household', id: HouseholdId.parse(owner) };

/** An error as whoever asks may be told it: whose something is already is named only to those who may see that record. */
export const hideOwner = async (
  { deps, actor, language }: Pick<RouteContext<unknown, unknown, unknown>, 'deps' | 'actor' | 'language'>,
  error: unknown,
): Promise<unknown> => {
  if (!(error instanceof Refused) || typeof error.values.owner !== 'string') return error;
  const { code, path, values } = error;
  if (code === 'person_elsewhere') {
    // That somebody is on record is what a look-up tells: it counts as one.
    const { within, retryAfter } = await countAllowance(deps.table, actor.id, 'look_up', deps.clock());
    if (!within) return new TooMany(retryAfter);
  }
  const owner = await recordOf(deps.table, ownerOf(code, error.values.owner));
  if (owner && relationOf(actor, owner)) return error;
  return new Refused(code, path, { ...values, owner: OUTSIDE_TEXT[language] });
};
