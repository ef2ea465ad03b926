import type { AreaNames } from '../domain/areas/areas.ts';
import type { Catalogue } from '../domain/records/language.ts';
import { type Language, refusalText, sentence } from '../text/render.ts';
import { ROW_TEXT } from '../text/sheet-rows.ts';
import { SHEET_TEXT } from '../text/sheets.ts';
import type { Problem } from './row.ts';

const OWN: Catalogue = { ...SHEET_TEXT, ...ROW_TEXT };

/** Returns what is wrong, or was assumed, and the remedy, without the place. */
export function problemReason(
  { code, values = {} }: Pick<Problem, 'code' | 'values'>,
  language: Language,
  areas: AreaNames,
): string {
  const text = Object.hasOwn(OWN, code) ? OWN[code] : undefined;
  return text ? sentence(text, language, values) : refusalText({ code, values }, language, areas);
}

/** Returns the whole sentence: row, column, value, reason and remedy. */
export function problemText(problem: Problem, language: Language, areas: AreaNames): string {
  const { row, column, cell, value } = problem;
  const where =
    language === 'en'
      ? [`row ${row}`, column && `“${column}”`, cell && `(${cell})`]
      : [`第 ${row} 行`, column && `“${column}”`, cell && `（${cell}）`];
  const what = value === undefined ? '' : language === 'en' ? ` is “${value}”` : `填的是“${value}”`;
  return `${where.filter(Boolean).join(language === 'en' ? ' ' : '')}${what}${language === 'en' ? ': ' : '：'}${problemReason(problem, language, areas)}`;
}
