import { type RehashResult, rehash } from '../../../functions/reconcile/rehash.ts';
import type { Deps } from '../../../shared/deps.ts';
import { finishRotation } from '../../../shared/table/record/person-key.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import { dropPrevious, hasPrevious, rotateKey, writtenAt } from '../person-key.ts';
import { JobFailed } from './failure.ts';
import type { Output } from './output.ts';

/** Requests that took their keys before the rotation have ended by then. */
const SETTLED_MS = 15_000;

type RehashText = Extract<keyof typeof JOB_TEXT, `rehash${string}`>;

export interface RehashJob {
  /** Makes a new key first. */
  readonly rotate: boolean;
  /** Looks whether all is done and drops the key before. */
  readonly finish: boolean;
}

/** Works off one step of a rotation; says whether the next may be taken. Each can be taken, and cut off, again. */
export const runRehash = async (
  deps: Deps,
  keyFile: string | undefined,
  { rotate, finish }: RehashJob,
  output: Output,
): Promise<boolean> => {
  const { language } = output;
  const text = (code: RehashText, values: Record<string, string | number> = {}) =>
    sentence(JOB_TEXT[code], language, values);
  if (rotate && finish) throw new JobFailed(text('rehash_one_step'));
  if (rotate && !keyFile) throw new JobFailed(text('rehash_no_file'));
  if (rotate && keyFile) {
    const made = await rotateKey(keyFile);
    output.say({ rotated: made }, () => text(made ? 'rehash_rotated' : 'rehash_under_way'));
  }
  const isTwo = (await deps.keys()).person.length > 1;
  if (finish && !isTwo) {
    output.say({ finished: true, dropped: false }, () => text('rehash_nothing_to_finish'));
    return true;
  }
  if (finish && keyFile) {
    const left = (await writtenAt(keyFile)) + SETTLED_MS - deps.clock();
    await deps.pause(Math.max(0, Math.min(SETTLED_MS, left)));
  }

  const count = output.progress(text('rehash_progress'));
  const done = await rehash(deps, { write: !finish, progress: count.at });
  count.done();
  output.say(done, () => text(finish ? 'rehash_looked' : 'rehash_done', { ...done, failed: '' }));
  if (done.failed.length > 0) {
    output.remark(text('rehash_failed', { failed: done.failed.join(', ') }));
    return false;
  }
  if (finish) return finishRehash(deps, keyFile, done, output, text);
  if (isTwo) output.remark(text(keyFile ? 'rehash_then_finish' : 'rehash_then_elsewhere'));
  return true;
};

/** Makes the current key the table's own and drops the previous one, unless claims are missing. */
const finishRehash = async (
  deps: Deps,
  keyFile: string | undefined,
  { missing }: RehashResult,
  output: Output,
  text: (code: RehashText, values?: Record<string, string | number>) => string,
): Promise<boolean> => {
  if (missing > 0) {
    output.remark(text('rehash_not_all', { missing }));
    return false;
  }
  await finishRotation(deps.table, await deps.keys());
  if (!keyFile) {
    output.say({ finished: true, dropped: false }, () => text('rehash_drop_elsewhere'));
    return true;
  }
  if (await hasPrevious(keyFile)) await dropPrevious(keyFile);
  output.say({ finished: true, dropped: true }, () => text('rehash_finished'));
  return true;
};
