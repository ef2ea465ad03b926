import { type RehashResult, rehash } from '../../../functions/reconcile/rehash.ts';
import type { Deps } from '../../../shared/deps.ts';
import { finishRotation, replaceLostKey } from '../../../shared/table/record/person-key.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import { dropPreviousKey, hasPreviousKey, rotateKey, writtenAt } from '../person-key.ts';
import { JobError } from './failure.ts';
import type { Output } from './output.ts';

/** After so many milliseconds, requests that took their keys before the rotation have ended. */
const SETTLED_MS = 15_000;

type RehashText = Extract<keyof typeof JOB_TEXT, `rehash${string}`>;

export interface RehashJob {
  /** Makes a new key first. */
  readonly rotate: boolean;
  /** Drops the previous key if no claim is missing. */
  readonly finish: boolean;
  /** Puts the key at hand in place of the table's, which is lost. */
  readonly lost: boolean;
}

type RehashSentence = (code: RehashText, values?: Record<string, string | number>) => string;

/** Makes a new key, unless a rotation is under way. Throws `JobFailed` where the keys are not in a file. */
async function beginRotation(
  keyFile: string | undefined,
  output: Output,
  text: RehashSentence,
): Promise<void> {
  if (!keyFile) throw new JobError(text('rehash_no_file'));
  const isNew = await rotateKey(keyFile);
  output.say({ rotated: isNew }, () => text(isNew ? 'rehash_rotated' : 'rehash_under_way'));
}

/** Makes the current key the table's own and drops the previous one, unless claims are missing. */
async function finishRehash(
  deps: Deps,
  keyFile: string | undefined,
  { missing }: RehashResult,
  output: Output,
  text: RehashSentence,
): Promise<boolean> {
  if (missing > 0) {
    output.remark(text('rehash_not_all', { missing }));
    return false;
  }
  await finishRotation(deps.table, await deps.keys());
  if (!keyFile) {
    output.say({ finished: true, dropped: false }, () => text('rehash_drop_elsewhere'));
    return true;
  }
  if (await hasPreviousKey(keyFile)) await dropPreviousKey(keyFile);
  output.say({ finished: true, dropped: true }, () => text('rehash_finished'));
  return true;
}

/** Runs one step of a rotation, or replaces a lost key; each can be cut off and run again. Returns whether it is done. */
export async function runRehash(
  deps: Deps,
  keyFile: string | undefined,
  { rotate, finish, lost }: RehashJob,
  output: Output,
): Promise<boolean> {
  const { language } = output;
  const text: RehashSentence = (code, values = {}) => sentence(JOB_TEXT[code], language, values);
  if ([rotate, finish, lost].filter(Boolean).length > 1) throw new JobError(text('rehash_one_step'));
  if (rotate) await beginRotation(keyFile, output, text);
  const hasTwo = (await deps.keys()).person.length > 1;
  if (finish && !hasTwo) {
    output.say({ finished: true, dropped: false }, () => text('rehash_nothing_to_finish'));
    return true;
  }
  if (finish && keyFile) {
    const left = (await writtenAt(keyFile)) + SETTLED_MS - deps.clock();
    await deps.pause(Math.max(0, Math.min(SETTLED_MS, left)));
  }

  const count = output.progress(text('rehash_progress'));
  const result = await rehash(deps, { write: !finish, progress: count.at });
  count.done();
  output.say(result, () => text(finish ? 'rehash_looked' : 'rehash_done', { ...result, failed: '' }));
  if (result.failed.length > 0) {
    output.remark(text('rehash_failed', { failed: result.failed.join(', ') }));
    return false;
  }
  if (finish) return finishRehash(deps, keyFile, result, output, text);
  if (lost) {
    await replaceLostKey(deps.table, await deps.keys());
    output.say({ replaced: true }, () => text('rehash_replaced'));
    return true;
  }
  if (hasTwo) output.remark(text(keyFile ? 'rehash_then_finish' : 'rehash_then_elsewhere'));
  return true;
}
