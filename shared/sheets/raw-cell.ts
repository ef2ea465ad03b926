import { type RawCell, type Reading, readingOf, wrong } from './cell.ts';
import { NOT_CALCULATED } from './sheet-xml.ts';

/** No value of any column is longer, so that nothing works through what is. */
const MAX_CELL = 2_000;

const ERRORS = /^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA)$/;

/** Whether a cell may hold something else than it seems; only then is `plainCell` worth its while. */
export function isDressed(cell: RawCell | null): boolean {
  if (typeof cell !== 'string') return false;
  const first = cell.charCodeAt(0);
  return first === 0x3d || first === 0x23 || first === 0x27 || cell.length > MAX_CELL;
}

/** The text within `="5117…"`, which a spreadsheet shows; undefined for anything else. */
const shownText = (cell: string): string | undefined =>
  cell.startsWith('=') ? /^="([^"]*)"$/.exec(cell)?.[1] : undefined;

/** A cell as it is shown: what a refused row is given back with. */
export function asStood(cell: RawCell): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return typeof cell === 'string' ? (shownText(cell) ?? cell) : String(cell);
}

/**
 * A cell without the dress of its file: `="5117…"` is the text within, and a quote before `=`, `+`, `-` or `@`, which
 * keeps spreadsheets from calculating, is no part of the text. Formulas and their errors are refused.
 */
export function plainCell(cell: RawCell | null): Reading<RawCell> {
  if (typeof cell !== 'string') return readingOf(cell ?? undefined);
  if (cell.length > MAX_CELL) return wrong('text_too_long', { length: cell.length, limit: 500 });
  const first = cell.charCodeAt(0);
  if (first === 0x3d) {
    const within = shownText(cell);
    return within === undefined ? wrong('formula_text') : readingOf(within.trim() || undefined);
  }
  if (first === 0x23) {
    if (cell === NOT_CALCULATED) return wrong('formula_not_calculated');
    if (ERRORS.test(cell)) return wrong('formula_error', { error: cell });
  }
  return readingOf(first === 0x27 && /^'+[=+\-@]/.test(cell) ? cell.slice(1) : cell);
}
