import { accept, type RawCell, type Reading, reject } from './cell.ts';
import { NOT_CALCULATED } from './sheet-xml.ts';

/** Longer cells are refused before any parsing: no value of any column is as long. */
const MAX_CELL = 2_000;

const ERRORS = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/;

/** Whether a cell may need `unwrapCell`; most do not. */
export function isWrapped(cell: RawCell | null): boolean {
  if (typeof cell !== 'string') return false;
  const first = cell.charCodeAt(0);
  return first === 0x3d || first === 0x23 || first === 0x27 || cell.length > MAX_CELL;
}

/** The text of the formula `="5117…"`; undefined for anything else. */
const formulaText = (cell: string): string | undefined =>
  cell.startsWith('=') ? /^="([^"]*)"$/.exec(cell)?.[1] : undefined;

/** The cell's text as a spreadsheet displays it, for sheets of refused rows. */
export function displayText(cell: RawCell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return typeof cell === 'string' ? (formulaText(cell) ?? cell) : String(cell);
}

/**
 * Unwraps a cell: `="5117…"` is the text within, and a quote before `=`, `+`, `-` or `@`, which keeps spreadsheets from
 * calculating, is removed. Formulas and their errors are refused.
 */
export function unwrapCell(cell: RawCell | null): Reading<RawCell> {
  if (typeof cell !== 'string') return accept(cell ?? undefined);
  if (cell.length > MAX_CELL) return reject('text_too_long', { length: cell.length, limit: 500 });
  const first = cell.charCodeAt(0);
  if (first === 0x3d) {
    const content = formulaText(cell);
    return content === undefined ? reject('formula_text') : accept(content.trim() || undefined);
  }
  if (first === 0x23) {
    if (cell === NOT_CALCULATED) return reject('formula_not_calculated');
    if (ERRORS.test(cell)) return reject('formula_error', { error: cell });
  }
  return accept(first === 0x27 && /^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell);
}
