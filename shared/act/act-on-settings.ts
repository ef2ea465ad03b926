import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { Receipt } from '../domain/records/receipt.ts';
import { decideOnSettings, permitSettings, type SettingsCommandRequest } from '../domain/settings/decide.ts';
import { AlreadyApplied } from '../table/record/commit.ts';
import { type IdempotencyKey, keepReceipt } from '../table/requests/receipts.ts';
import { commitSettings, countySettings } from '../table/settings.ts';
import { replayIfDone } from './idempotency.ts';
import { retryOnConflict } from './retry.ts';

export interface SettingsRequest extends SettingsCommandRequest {
  readonly county: AreaCode;
  /** The idempotency key. */
  readonly idempotencyKey?: IdempotencyKey | undefined;
}

const attempt = async (deps: Deps, actor: Actor, request: SettingsRequest): Promise<Receipt> => {
  const { county, idempotencyKey } = request;
  const now = deps.clock();
  const decision = decideOnSettings(await countySettings(deps.table, county), request, { actor, now });
  const changed = decision.entry !== undefined;
  const { version } = decision.after;
  const receipt: Receipt = {
    kind: 'settings',
    id: county,
    version,
    changed,
    made: [],
    outcomes: {},
    flags: [],
  };
  const stored = idempotencyKey && { idempotencyKey, receipt, now };
  if (changed) await commitSettings(deps.table, decision, stored, deps.newId());
  else if (stored && !(await keepReceipt(deps.table, stored))) throw new AlreadyApplied();
  return receipt;
};

/**
 * Changes a county's settings, as `act` changes records: loads, permits, applies, and commits once with a chained change
 * entry. Retries on a version conflict; replays the receipt of a used idempotency key.
 * Throws `Refused`, or `Busy` if the table does not answer.
 */
export const actOnSettings = (deps: Deps, actor: Actor, request: SettingsRequest): Promise<Receipt> =>
  replayIfDone(
    deps,
    request.idempotencyKey,
    async () => permitSettings(actor, { area: request.county }),
    () => retryOnConflict(deps, () => attempt(deps, actor, request)),
  );
