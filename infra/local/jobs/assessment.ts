import type { Deps } from '../../../shared/deps.ts';
import { type AreaCode, isWithin } from '../../../shared/domain/areas/area.ts';
import { areaName } from '../../../shared/domain/areas/names.ts';
import { dateInShanghai } from '../../../shared/domain/calendar/dates.ts';
import { isOver, type Month } from '../../../shared/domain/calendar/months.ts';
import { OUTCOMES } from '../../../shared/domain/records/evaluated.ts';
import { RULES } from '../../../shared/domain/rules/registry.ts';
import {
  type AssessedArea,
  type AssessedCounty,
  chunksOf,
  countsByRule,
  frozenMonthOf,
} from '../../../shared/queries/frozen-months.ts';
import { writeAssessment } from '../../../shared/sheets/assessment.ts';
import type { TableClient } from '../../../shared/table/store/client.ts';
import { ASSESSMENT_TEXT } from '../../../shared/text/assessments.ts';
import { refusalText, sentence } from '../../../shared/text/render.ts';
import { OUTCOME_TEXT } from '../../../shared/text/rules.ts';
import { type AssessedLine, assessedAreaView, assessedLines } from '../../../shared/views/assessment.ts';
import { printCounty } from './assessed-county.ts';
import { runAssessmentCheck } from './assessment-check.ts';
import { JobFailed } from './failure.ts';
import { emptyOrNewNamed, folderOfNamed, notWritten } from './files.ts';
import type { Output } from './output.ts';

export interface AssessmentJob {
  readonly month: Month;
  readonly area: AreaCode;
  /** Whether it is found again from what was known then. */
  readonly check: boolean;
  /** The `.xlsx` file to write it into. */
  readonly out?: string | undefined;
}

/** The lines of an area, township by township. */
async function* linesIn(
  table: TableClient,
  assessed: readonly AssessedCounty[],
  area: AreaCode,
): AsyncGenerator<AssessedLine> {
  for (const township of assessed.flatMap(({ whole }) => whole)) {
    for await (const { subjects } of chunksOf(table, township)) {
      yield* subjects.filter((one) => isWithin(one.area, area)).flatMap(assessedLines);
    }
  }
}

const printArea = (counted: AssessedArea, output: Output): void => {
  const { area, households, sites, rules } = counted;
  const of = [areaName(area) ?? area, households, sites];
  output.say(assessedAreaView(counted), () => {
    const lines = RULES.flatMap((rule) => {
      const tally = rules[rule];
      return tally ? [[...of, rule, ...OUTCOMES.map((outcome) => tally[outcome])].join('\t')] : [];
    });
    return lines.length > 0 ? lines.join('\n') : [...of, '-'].join('\t');
  });
};

const printLine = (line: AssessedLine, output: Output): void => {
  const { kind, id, number, name, rule, member, outcome, since } = line;
  const subject = kind === 'site' ? name : (number ?? id);
  output.say(line, () =>
    [subject, member ?? '-', rule, OUTCOME_TEXT[outcome][output.language], since ?? '-'].join('\t'),
  );
};

/** What is frozen of the area. Throws `JobFailed` where that is nothing. */
const resolveArea = async (deps: Deps, { month, area }: AssessmentJob, output: Output) => {
  const refuse = (code: 'month_not_over' | 'month_not_frozen'): never => {
    throw new JobFailed(refusalText({ code, values: { month } }, output.language));
  };
  if (!isOver(month, dateInShanghai(deps.clock()))) refuse('month_not_over');
  const assessed = await frozenMonthOf(deps.table, month, [area]);
  return assessed.some(({ whole }) => whole.length > 0) ? assessed : refuse('month_not_frozen');
};

/**
 * Says what was found in an area at the end of a month, as it was frozen: counted, of a township or a village a line a
 * finding, too. Checks it and writes it into a file where asked to. False where a check found a difference.
 */
export const runAssessment = async (deps: Deps, job: AssessmentJob, output: Output): Promise<boolean> => {
  const { language } = output;
  const { area, out, check } = job;
  if (out && area.length < 6) throw new JobFailed(ASSESSMENT_TEXT.out_too_large[language]);
  if (out) await folderOfNamed(out, language);
  if (out) await emptyOrNewNamed(out, language);
  const assessed = await resolveArea(deps, job, output);
  const areas = countsByRule(assessed, [area]);
  for (const county of assessed) printCounty(county, output);
  if (areas.length > 0) output.remark(ASSESSMENT_TEXT.counts_columns[language]);
  for (const one of areas) printArea(one, output);
  if (area.length >= 9 && !out) {
    output.remark(ASSESSMENT_TEXT.lines_columns[language]);
    for await (const line of linesIn(deps.table, assessed, area)) {
      if (output.isOver()) break;
      printLine(line, output);
    }
  }
  if (out) {
    const lines = linesIn(deps.table, assessed, area);
    await writeAssessment(out, { lines, areas, counties: assessed }).catch(notWritten(out, language));
    output.remark(sentence(ASSESSMENT_TEXT.out_written, language, { file: out }));
  }
  const counties = assessed.map(({ opened }) => opened.county);
  return check ? runAssessmentCheck(deps, job, counties, output) : true;
};
