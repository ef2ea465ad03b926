import { freezeOnRecord } from '../../../functions/freeze/run.ts';
import type { Deps } from '../../../shared/deps.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import { dateInShanghai } from '../../../shared/domain/calendar/dates.ts';
import { isOver, type Month } from '../../../shared/domain/calendar/months.ts';
import { readFrozenMonth } from '../../../shared/queries/frozen-months.ts';
import { ASSESSMENT_TEXT } from '../../../shared/text/assessments.ts';
import { monthText, refusalText, sentence } from '../../../shared/text/render.ts';
import { printCounty } from './assessed-county.ts';
import { JobError } from './failure.ts';
import type { Output } from './output.ts';

export interface FreezeRun {
  readonly run: string;
  readonly month: Month;
  readonly townships: number;
  readonly frozen: number;
  /** Ids of records that could not be frozen. */
  readonly failed: readonly string[];
  /** Townships that could not be frozen completely. */
  readonly missing: readonly AreaCode[];
}

/**
 * Freezes a month township by township in this process and prints each county's hash. Throws `JobError` if the month is
 * not over.
 */
export async function runFreeze(
  deps: Deps,
  { month, area, by }: { readonly month: Month; readonly area?: AreaCode | undefined; readonly by: string },
  output: Output,
): Promise<FreezeRun> {
  const { language } = output;
  if (!isOver(month, dateInShanghai(deps.clock()))) {
    throw new JobError(refusalText({ code: 'month_not_over', values: { month } }, language, deps.areas));
  }
  const bar = output.progress(ASSESSMENT_TEXT.freezing[language], deps.areas.townships(area).length);
  const { messages, parts, run } = await freezeOnRecord(deps, month, { by, area }, bar.at);
  bar.done();
  const areas = messages.map(({ township }) => township);
  for (const county of await readFrozenMonth(deps, month, areas)) printCounty(county, deps.areas, output);
  const record: FreezeRun = {
    run: run.run,
    month,
    townships: messages.length,
    frozen: parts.reduce((sum, part) => sum + (part?.frozen ?? 0), 0),
    failed: parts.flatMap((part) => part?.failed ?? []),
    missing: areas.filter((_, i) => !parts[i]?.complete),
  };
  const { frozen, failed, missing } = record;
  const values = { month: monthText(month, language), townships: record.townships, frozen };
  output.say(record, () => sentence(ASSESSMENT_TEXT.frozen, language, values));
  if (missing.length > 0) {
    const left = { failed: failed.length, missing: missing.length };
    output.remark(sentence(ASSESSMENT_TEXT.freeze_failed, language, left));
  }
  return record;
}
