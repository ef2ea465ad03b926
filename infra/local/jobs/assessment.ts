import type { Deps } from '../../../shared/deps.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { AreaNames } from '../../../shared/domain/areas/areas.ts';
import type { Month } from '../../../shared/domain/calendar/months.ts';
import { OUTCOMES } from '../../../shared/domain/records/evaluated.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { RULES } from '../../../shared/domain/rules/registry.ts';
import { type FrozenLine, readAllFrozenLines } from '../../../shared/queries/frozen-lines.ts';
import {
  type AssessedArea,
  type FrozenMonth,
  getFrozenMonth,
} from '../../../shared/queries/frozen-months.ts';
import { writeAssessment } from '../../../shared/sheets/assessment.ts';
import { ASSESSMENT_TEXT } from '../../../shared/text/assessments.ts';
import { refusalText, sentence } from '../../../shared/text/render.ts';
import { OUTCOME_TEXT } from '../../../shared/text/rules.ts';
import { assessedAreaView } from '../../../shared/views/assessment.ts';
import { printCounty } from './assessed-county.ts';
import { runAssessmentCheck } from './assessment-check.ts';
import { JobError } from './failure.ts';
import { requireFolderOf, requireNewFile, throwNotWritten } from './files.ts';
import type { Output } from './output.ts';

export interface AssessmentJob {
  readonly month: Month;
  readonly area: AreaCode;
  /** Whether to recompute the month from the records as of then. */
  readonly check: boolean;
  /** The `.xlsx` file to write. */
  readonly out?: string | undefined;
}

const printArea = (counted: AssessedArea, areas: AreaNames, output: Output): void => {
  const { area, households, sites, rules } = counted;
  const of = [areas.nameOf(area) ?? area, households, sites];
  output.say(assessedAreaView(counted, areas), () => {
    const lines = RULES.flatMap((rule) => {
      const tally = rules[rule];
      return tally ? [[...of, rule, ...OUTCOMES.map((outcome) => tally[outcome])].join('\t')] : [];
    });
    return lines.length > 0 ? lines.join('\n') : [...of, '-'].join('\t');
  });
};

const printLine = (line: FrozenLine, output: Output): void => {
  const { kind, id, number, name, rule, member, outcome, since } = line;
  const subject = kind === 'site' ? name : (number ?? id);
  output.say(line, () =>
    [subject, member ?? '-', rule, OUTCOME_TEXT[outcome][output.language], since ?? '-'].join('\t'),
  );
};

const SYSTEM = { kind: 'system', job: 'assessment' } as const;

/** Returns the frozen month of the job's area. Throws `JobFailed` if there is none. */
const readMonth = async (deps: Deps, job: AssessmentJob, { language }: Output): Promise<FrozenMonth> => {
  try {
    return await getFrozenMonth(deps, SYSTEM, job);
  } catch (error) {
    throw error instanceof Refused ? new JobError(refusalText(error, language, deps.areas)) : error;
  }
};

/**
 * Prints an area's frozen month: counts, and for a township or a village each finding. Checks it and writes it to a file
 * if the job says so. Returns false if the check found a difference.
 */
export async function runAssessment(deps: Deps, job: AssessmentJob, output: Output): Promise<boolean> {
  const { language } = output;
  const { area, out, check } = job;
  if (out && area.length < 6) throw new JobError(ASSESSMENT_TEXT.out_too_large[language]);
  if (out) await requireFolderOf(out, language);
  if (out) await requireNewFile(out, language);
  const frozen = await readMonth(deps, job, output);
  const { areas, counties } = frozen;
  for (const county of counties) printCounty(county, deps.areas, output);
  if (areas.length > 0) output.remark(ASSESSMENT_TEXT.counts_columns[language]);
  for (const one of areas) printArea(one, deps.areas, output);
  if (area.length >= 9 && !out) {
    output.remark(ASSESSMENT_TEXT.lines_columns[language]);
    for await (const line of readAllFrozenLines(deps, frozen)) {
      if (output.isOver()) break;
      printLine(line, output);
    }
  }
  if (out) {
    const lines = readAllFrozenLines(deps, frozen);
    await writeAssessment(out, { lines, areas, counties }, deps.areas).catch(throwNotWritten(out, language));
    output.remark(sentence(ASSESSMENT_TEXT.out_written, language, { file: out }));
  }
  const checked = counties.map(({ opened }) => opened.county);
  return check ? runAssessmentCheck(deps, job, checked, output) : true;
}
