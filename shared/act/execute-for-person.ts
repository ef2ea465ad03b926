import type { Deps } from '../deps.ts';
import { relationOf } from '../domain/access/relation.ts';
import type { Actor } from '../domain/records/actor.ts';
import { actorId } from '../domain/records/actor.ts';
import { HouseholdId, SiteId } from '../domain/records/ids.ts';
import type { Receipt } from '../domain/records/receipt.ts';
import { OWNER_OUTSIDE, Refused } from '../domain/records/refusal.ts';
import type { Subject } from '../domain/records/subject.ts';
import { TooManyRequests } from '../faults.ts';
import { recordOf } from '../table/record/records.ts';
import { countAllowance } from '../table/requests/allowances.ts';
import { type ActRequest, executeIdempotent } from './act.ts';

const ownerOf = (code: string, owner: string): Subject =>
  code === 'site_name_taken'
    ? { kind: 'site', id: SiteId.parse(owner) }
    : { kind: 'household', id: HouseholdId.parse(owner) };

/**
 * Returns the error to report to an actor: the record that already owns a name, a number or a person is named only to
 * an actor who may read it. Throws `TooManyRequests`: a refusal that says that a person is on record counts as a
 * look-up.
 */
const hideOwner = async ({ table, clock }: Deps, actor: Actor, error: unknown): Promise<unknown> => {
  if (!(error instanceof Refused) || typeof error.values.owner !== 'string') return error;
  const { code, path, values } = error;
  if (code === 'person_elsewhere') {
    const { within, retryAfter } = await countAllowance(table, actorId(actor), 'look_up', clock());
    if (!within) throw new TooManyRequests(retryAfter);
  }
  const owner = await recordOf(table, ownerOf(code, error.values.owner));
  if (owner && relationOf(actor, owner)) return error;
  return new Refused(code, path, { ...values, owner: OWNER_OUTSIDE });
};

/**
 * Runs a command for a person; if its idempotency key was used, returns the stored receipt. Its refusals name no record
 * that the person may not read. Throws as `executeIdempotent` does, and `TooManyRequests`.
 */
export async function executeForPerson(deps: Deps, actor: Actor, request: ActRequest): Promise<Receipt> {
  try {
    return await executeIdempotent(deps, actor, request);
  } catch (error) {
    throw await hideOwner(deps, actor, error);
  }
}
