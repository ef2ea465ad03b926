import pMap from 'p-map';
import { type FreezeMessage, planFreeze } from '../../../functions/freeze/message.ts';
import { type FrozenPart, freezeTownship } from '../../../functions/freeze/township.ts';
import type { AreaCode } from '../../../shared/areas/area.ts';
import { assessedIn } from '../../../shared/assessments.ts';
import { dateInShanghai } from '../../../shared/dates.ts';
import type { Deps } from '../../../shared/deps.ts';
import { isOver, type Month } from '../../../shared/months.ts';
import { ASSESSMENT_TEXT } from '../../../shared/text/assessments.ts';
import { monthText, refusalText, sentence } from '../../../shared/text/render.ts';
import { sayCounty } from './assessed-county.ts';
import { JobFailed } from './failure.ts';
import type { Output } from './output.ts';

/** Townships that are worked on at the same time. */
const AT_ONCE = 4;

export interface FreezeRun {
  readonly run: string;
  readonly month: Month;
  readonly townships: number;
  readonly frozen: number;
  /** Ids of records that could not be frozen. */
  readonly failed: readonly string[];
  /** Townships that are not whole. */
  readonly missing: readonly AreaCode[];
}

/**
 * Freezes a month township by township in this process, and says of each county its hash. Throws `JobFailed` for a
 * month that is not over.
 */
export const runFreeze = async (
  deps: Deps,
  { month, area }: { readonly month: Month; readonly area?: AreaCode | undefined },
  output: Output,
): Promise<FreezeRun> => {
  const { language } = output;
  if (!isOver(month, dateInShanghai(deps.clock()))) {
    throw new JobFailed(refusalText({ code: 'month_not_over', values: { month } }, language));
  }
  const run = deps.newId();
  const messages = planFreeze(run, month, area);
  const bar = output.progress(ASSESSMENT_TEXT.freezing[language], messages.length);
  let done = 0;
  const work = async (message: FreezeMessage): Promise<FrozenPart | undefined> => {
    try {
      return await freezeTownship(deps, message);
    } catch (error) {
      deps.log('freeze_township_failed', { ...message, error: String(error) });
      return undefined;
    } finally {
      bar.at(++done);
    }
  };
  const parts = await pMap(messages, work, { concurrency: AT_ONCE });
  bar.done();
  const areas = messages.map(({ township }) => township);
  for (const county of await assessedIn(deps.table, month, areas)) sayCounty(county, output);
  const record: FreezeRun = {
    run,
    month,
    townships: messages.length,
    frozen: parts.reduce((sum, part) => sum + (part?.frozen ?? 0), 0),
    failed: parts.flatMap((part) => part?.failed ?? []),
    missing: areas.filter((_, i) => !parts[i]?.complete),
  };
  const { townships, frozen, failed, missing } = record;
  const values = { month: monthText(month, language), townships, frozen };
  output.say(record, () => sentence(ASSESSMENT_TEXT.frozen, language, values));
  if (missing.length > 0) {
    const left = { failed: failed.length, missing: missing.length };
    output.remark(sentence(ASSESSMENT_TEXT.freeze_failed, language, left));
  }
  return record;
};
