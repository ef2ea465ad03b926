import { basename } from 'node:path';
import type { Deps } from '../../../shared/deps.ts';
import { changeForTerminal } from '../../../shared/domain/access/mask.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { AreaNames } from '../../../shared/domain/areas/areas.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { type ImportResult, importSheet } from '../../../shared/sheets/import.ts';
import type { SheetKind } from '../../../shared/sheets/kinds.ts';
import { problemReason, problemText } from '../../../shared/sheets/problem-text.ts';
import { readSheet } from '../../../shared/sheets/read.ts';
import { type ReadSheet, SheetUnreadable } from '../../../shared/sheets/row.ts';
import type { StagedRow } from '../../../shared/sheets/stage.ts';
import { writeRefusedRows } from '../../../shared/sheets/write.ts';
import { changeText } from '../../../shared/text/change-text.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import { JobError } from './failure.ts';
import { readUserFile, requireFolderOf, requireOtherFile, writeUserFile } from './files.ts';
import type { Output } from './output.ts';

/** The user of the command line, who is not identified. */
export const COMMAND_LINE: Actor = { kind: 'system', job: 'command-line' };

export interface ImportJob {
  readonly kind: SheetKind;
  readonly file: string;
  readonly dryRun: boolean;
  /** The county of rows that name no county. */
  readonly county?: AreaCode | undefined;
  /** The year of a sheet that has no 年度. */
  readonly year?: number | undefined;
  /** The `.xlsx` file for refused rows. */
  readonly refused?: string | undefined;
}

const readJobSheet = async (
  { kind, file, year }: ImportJob,
  areas: AreaNames,
  { language }: Output,
): Promise<ReadSheet<SheetKind>> => {
  const bytes = await readUserFile(file, language);
  try {
    return await readSheet(kind, bytes, year);
  } catch (error) {
    if (error instanceof SheetUnreadable)
      throw new JobError(`${file}: ${problemReason(error, language, areas)}`);
    throw error;
  }
};

const printRow = (row: StagedRow, kind: SheetKind, areas: AreaNames, output: Output): void => {
  const { language } = output;
  const record = kind === 'sites' || kind === 'industries' ? 'site' : 'household';
  const changes = row.changes.map((change) => changeForTerminal(record, change));
  const problems = row.problems.map((problem) => ({
    ...problem,
    text: problemText(problem, language, areas),
  }));
  const notes = row.notes.map((note) => ({ ...note, text: problemText(note, language, areas) }));
  const lines = () =>
    row.status === 'refused'
      ? problems.map(({ text }) => text)
      : [
          sentence(row.status === 'created' ? JOB_TEXT.row_created : JOB_TEXT.row_changed, language, {
            row: row.row,
            changes: changes.flatMap((change) => changeText(change, language) ?? []).join('；'),
          }),
          ...notes.map(({ text }) => `  ${text}`),
        ];
  output.say({ row: row.row, status: row.status, changes, problems, notes }, () => lines().join('\n'));
};

const writeRefused = async (
  to: string,
  { rows }: ImportResult,
  sheet: ReadSheet<SheetKind>,
  areas: AreaNames,
  { language }: Output,
) => {
  const refused = rows.filter(({ status }) => status === 'refused');
  const bytes = await writeRefusedRows(sheet.kind, sheet.header.headings, refused, (problem) =>
    problemText(problem, language, areas),
  );
  await writeUserFile(to, bytes, language);
};

/** A sheet and the result of its import. */
interface ImportCounts {
  readonly sheet: ReadSheet<SheetKind>;
  readonly imported: ImportResult;
}

const importFile = async (deps: Deps, job: ImportJob, output: Output): Promise<ImportCounts> => {
  const { file, dryRun, county, refused } = job;
  if (refused) await requireFolderOf(refused, output.language);
  const sheet = await readJobSheet(job, deps.areas, output);
  const bar = output.progress(basename(file), sheet.rows.length);
  const imported = await importSheet(deps, COMMAND_LINE, sheet, {
    dryRun,
    county,
    source: basename(file),
    progress: bar.at,
  });
  bar.done();
  return { sheet, imported };
};

const printCounts = (
  { kind, file, dryRun }: ImportJob,
  { sheet, imported }: ImportCounts,
  output: Output,
): void => {
  const { counts } = imported;
  const summary = { kind, file: basename(file), dryRun, ...counts, unknownColumns: sheet.unknownColumns };
  const text = dryRun ? JOB_TEXT.sheet_previewed : JOB_TEXT.sheet_imported;
  output.say(summary, () => sentence(text, output.language, { file: basename(file), ...counts }));
};

/** Imports a sheet and prints its counts alone. */
export async function importInBrief(
  deps: Deps,
  job: ImportJob & { readonly refused: string },
  output: Output,
): Promise<ImportResult> {
  const result = await importFile(deps, job, output);
  const { imported, sheet } = result;
  if (imported.counts.refused > 0) await writeRefused(job.refused, imported, sheet, deps.areas, output);
  printCounts(job, result, output);
  return imported;
}

/** Imports or previews a sheet and prints the result row by row. */
export async function runImport(deps: Deps, job: ImportJob, output: Output): Promise<ImportResult> {
  const { language } = output;
  if (job.refused) requireOtherFile(job.file, job.refused, language);
  const result = await importFile(deps, job, output);
  const { sheet, imported } = result;
  output.remark(sentence(JOB_TEXT.header_row, language, { row: sheet.header.row }));
  if (sheet.unknownColumns.length > 0) {
    output.remark(sentence(JOB_TEXT.unknown_columns, language, { columns: sheet.unknownColumns.join('、') }));
  }
  const reported = imported.rows.filter(
    ({ status }) => status === 'refused' || (job.dryRun && (output.json || status !== 'unchanged')),
  );
  for (const row of reported) printRow(row, job.kind, deps.areas, output);
  if (job.refused) await writeRefused(job.refused, imported, sheet, deps.areas, output);

  printCounts(job, result, output);
  const { created, changed, refused } = imported.counts;
  if (imported.rows.length === 0) output.remark(JOB_TEXT.no_rows[language]);
  else if (created + changed + refused === 0) output.remark(JOB_TEXT.nothing_new[language]);
  if (job.refused) output.remark(sentence(JOB_TEXT.refused_written, language, { file: job.refused }));
  else if (refused > 0) output.remark(JOB_TEXT.refused_hint[language]);
  return imported;
}
