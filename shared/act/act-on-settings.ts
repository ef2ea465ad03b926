import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { Receipt } from '../domain/records/receipt.ts';
import { decideOnSettings, permitSettings, type SettingsCommandRequest } from '../domain/settings/decide.ts';
import { AlreadyApplied } from '../table/record/commit.ts';
import { keepReceipt, type Once } from '../table/requests/receipts.ts';
import { commitSettings, countySettings } from '../table/settings.ts';
import { replayIfDone } from './idempotency.ts';
import { retryOnConflict } from './retry.ts';

export interface SettingsRequest extends SettingsCommandRequest {
  readonly county: AreaCode;
  /** Under which key it is to be done once. */
  readonly once?: Once | undefined;
}

const attempt = async (deps: Deps, actor: Actor, request: SettingsRequest): Promise<Receipt> => {
  const { county, once } = request;
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
  const kept = once && { once, receipt, now };
  if (changed) await commitSettings(deps.table, decision, kept, deps.newId());
  else if (kept && !(await keepReceipt(deps.table, kept))) throw new AlreadyApplied();
  return receipt;
};

/**
 * The hallway of settings, made of the same parts as that of records: loaded, permitted, applied, told in a chained
 * entry, committed once; applied again where somebody else came first; under a key done once.
 * Throws `Refused`, or `Busy` where the table does not answer.
 */
export const actOnSettings = (deps: Deps, actor: Actor, request: SettingsRequest): Promise<Receipt> =>
  replayIfDone(
    deps,
    request.once,
    async () => permitSettings(actor, { area: request.county }),
    () => retryOnConflict(deps, () => attempt(deps, actor, request)),
  );
