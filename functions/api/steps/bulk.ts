import { createHash } from 'node:crypto';
import pMap from 'p-map';
import { executeIdempotent } from '../../../shared/act/act.ts';
import { permitRight } from '../../../shared/domain/access/permit.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import type { FlagState } from '../../../shared/domain/ledger/flag.ts';
import { type FlagName, flagNameOf } from '../../../shared/domain/ledger/flag-id.ts';
import type { Receipt } from '../../../shared/domain/records/receipt.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { Busy } from '../../../shared/faults.ts';
import { claimKey, type Once } from '../../../shared/table/requests/receipts.ts';
import { PROBLEM_TEXT } from '../../../shared/text/problems.ts';
import { type Language, refusalText } from '../../../shared/text/render.ts';
import type { RouteContext } from '../http/route.ts';
import { commandOf, type FlagStep } from './flag-steps.ts';

type BulkContext = Pick<RouteContext<unknown, unknown, unknown>, 'deps' | 'actor' | 'language' | 'once'>;

/** What came of a step with one flag of many. */
export interface BulkResult {
  readonly id: string;
  readonly done: boolean;
  /** The flag's state after it. */
  readonly state?: FlagState;
  readonly code?: string;
  readonly message?: string;
}

/** `H-01J…-R3` → `H-01J…`. */
const recordIn = (id: string): string => id.split('-', 2).join('-');

/** Records that are worked on at the same time. */
const AT_ONCE = 4;

/** The key of the caller's for one flag: a repeat of the whole finds each flag's own receipt. */
const onceFor = (once: Once | undefined, id: string): Once | undefined =>
  once && {
    ...once,
    key: `flag:${createHash('sha256')
      .update(JSON.stringify([once.key, id]))
      .digest('base64url')}`,
  };

const stateIn = ({ flags }: Receipt, { rule, member }: FlagName): FlagState | undefined =>
  flags.findLast((one) => one.rule === rule && one.member === member)?.to as FlagState | undefined;

/** What stopped one of many. A table that did not answer may have done it nevertheless, as it says. */
const whyNot = (error: unknown, language: Language): { code: string; message: string } => {
  if (error instanceof Refused) return { code: error.code, message: refusalText(error, language) };
  if (Busy.from(error) instanceof Busy) return { code: 'busy', message: PROBLEM_TEXT[503].detail[language] };
  return { code: 'failed', message: refusalText({ code: 'failed', values: {} }, language) };
};

const oneOf = async (
  { deps, actor, language, once }: BulkContext,
  taken: FlagStep,
  id: string,
): Promise<BulkResult> => {
  try {
    const name = flagNameOf(id);
    if (!name) throw new Refused('flag_unknown');
    const { reason } = taken.body;
    const steps = [commandOf(taken, name)];
    const request = { subject: name.subject, steps, reason, once: onceFor(once, id) };
    const state = stateIn(await executeIdempotent(deps, actor, request), name);
    return { id, done: true, ...(state ? { state } : {}) };
  } catch (error) {
    const why = whyNot(error, language);
    if (why.code === 'failed') deps.log('bulk_flag_failed', { id, error: String(error) });
    return { id, done: false, ...why };
  }
};

/**
 * One step with many flags, each through the hallway in a transaction of its own: what came of each, in their order.
 * Those of one record are done one after the other, so that none meets another at its version. What fails stops no
 * other. Throws `Refused` where whoever asks may do it nowhere, or where the key was given with another request.
 */
export const runBulk = async (
  asked: BulkContext,
  taken: FlagStep,
  ids: readonly string[],
): Promise<BulkResult[]> => {
  const { deps, actor, once } = asked;
  permitRight(actor, COMMANDS[`${taken.name}-flag`].right, undefined);
  if (once && !(await claimKey(deps.table, once, deps.clock()))) throw new Refused('key_used_otherwise');
  const byRecord = new Map<string, string[]>();
  for (const id of ids) byRecord.set(recordIn(id), [...(byRecord.get(recordIn(id)) ?? []), id]);
  const results = new Map<string, BulkResult>();
  const work = async (some: readonly string[]): Promise<void> => {
    for (const id of some) results.set(id, await oneOf(asked, taken, id));
  };
  await pMap(byRecord.values(), work, { concurrency: AT_ONCE });
  return ids.flatMap((id) => results.get(id) ?? []);
};
