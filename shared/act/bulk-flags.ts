import { createHash } from 'node:crypto';
import pMap from 'p-map';
import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import { COMMANDS, type CommandName, type Step } from '../domain/commands/index.ts';
import type { FlagState } from '../domain/ledger/flag.ts';
import { type FlagName, flagNameOf } from '../domain/ledger/flag-id.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { Receipt } from '../domain/records/receipt.ts';
import { Refused } from '../domain/records/refusal.ts';
import { Busy } from '../faults.ts';
import { claimKey } from '../table/requests/receipts.ts';
import { type ActRequest, executeIdempotent } from './act.ts';

/** One step on many flags. */
export interface BulkRequest extends Pick<ActRequest, 'idempotencyKey' | 'reason'> {
  readonly ids: readonly string[];
  readonly command: CommandName;
  /** Returns the step for one of the flags. */
  readonly stepFor: (flag: FlagName) => Step;
}

/** The result for one flag: its state, or the reason why it failed. */
export type BulkResult =
  | { readonly id: string; readonly done: true; readonly state?: FlagState | undefined }
  | { readonly id: string; readonly done: false; readonly error: Refused | Busy };

/** `H-01J…-R3` → `H-01J…`. */
const recordIn = (id: string): string => id.split('-', 2).join('-');

/** Records that are changed at the same time. */
const CONCURRENCY = 4;

/** Derives a flag's own idempotency key from the caller's, so that a repeat of the whole finds each flag's receipt. */
const keyFor = (idempotencyKey: ActRequest['idempotencyKey'], id: string): ActRequest['idempotencyKey'] => {
  if (!idempotencyKey) return undefined;
  const hash = createHash('sha256').update(JSON.stringify([idempotencyKey.key, id]));
  return { ...idempotencyKey, key: `flag:${hash.digest('base64url')}` };
};

const stateIn = ({ flags }: Receipt, { rule, member }: FlagName): FlagState | undefined =>
  flags.findLast((one) => one.rule === rule && one.member === member)?.to as FlagState | undefined;

const executeOne = async (
  deps: Deps,
  actor: Actor,
  { stepFor, reason, idempotencyKey }: BulkRequest,
  id: string,
): Promise<BulkResult> => {
  try {
    const name = flagNameOf(id);
    if (!name) throw new Refused('flag_unknown');
    const request = {
      subject: name.subject,
      steps: [stepFor(name)],
      reason,
      idempotencyKey: keyFor(idempotencyKey, id),
    };
    const receipt = await executeIdempotent(deps, actor, request);
    return { id, done: true, state: stateIn(receipt, name) };
  } catch (thrown) {
    // If the table did not answer, the step may nevertheless have been committed.
    const error = Busy.from(thrown);
    if (error instanceof Refused || error instanceof Busy) return { id, done: false, error };
    deps.log('bulk_flag_failed', { id, error: String(error) });
    return { id, done: false, error: new Refused('failed') };
  }
};

/**
 * Takes one step on many flags, each in a transaction of its own, and returns the results in the order of the ids. Flags
 * of one record are changed one after the other, so that they do not conflict. A failure stops no other flag. Throws
 * `Refused` if the actor may take the step nowhere, or if the key was used with another request.
 */
export async function bulkFlags(deps: Deps, actor: Actor, request: BulkRequest): Promise<BulkResult[]> {
  const { command, ids, idempotencyKey } = request;
  permitRight(actor, COMMANDS[command].right, undefined);
  if (idempotencyKey && !(await claimKey(deps.table, idempotencyKey, deps.clock())))
    throw new Refused('key_used_otherwise');
  const byRecord = new Map<string, string[]>();
  for (const id of ids) byRecord.set(recordIn(id), [...(byRecord.get(recordIn(id)) ?? []), id]);
  const results = new Map<string, BulkResult>();
  const executeInTurn = async (some: readonly string[]): Promise<void> => {
    for (const id of some) results.set(id, await executeOne(deps, actor, request, id));
  };
  await pMap(byRecord.values(), executeInTurn, { concurrency: CONCURRENCY });
  return ids.flatMap((id) => results.get(id) ?? []);
}
