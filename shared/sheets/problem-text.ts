import type { AreaNames } from '../domain/areas/areas.ts';
import type { Catalogue } from '../domain/records/language.ts';
import { type Language, refusalText, sentence } from '../text/render.ts';
import { ROW_TEXT } from '../text/sheet-rows.ts';
import { SHEET_TEXT } from '../text/sheets.ts';
import type { Problem } from './row.ts';

const OWN: Catalogue = { ...SHEET_TEXT, ...ROW_TEXT };

/** What is wrong, or was assumed, and how to mend it; without saying where. */
export function whyText(
  { code, values = {} }: Pick<Problem, 'code' | 'values'>,
  language: Language,
  areas: AreaNames,
): string {
  const text = Object.hasOwn(OWN, code) ? OWN[code] : undefined;
  return text ? sentence(text, language, values) : refusalText({ code, values }, language, areas);
}

/** The whole sentence for whoever mends the sheet: row, column, what stands there, why, and what to do. */
export function problemText(problem: Problem, language: Language, areas: AreaNames): string {
  const { row, column, cell, value } = problem;
  const where =
    language === 'en'
      ? [`row ${row}`, column && `“${column}”`, cell && `(${cell})`]
      : [`第 ${row} 行`, column && `“${column}”`, cell && `（${cell}）`];
  const what = value === undefined ? '' : language === 'en' ? ` is “${value}”` : `填的是“${value}”`;
  return `${where.filter(Boolean).join(language === 'en' ? ' ' : '')}${what}${language === 'en' ? ': ' : '：'}${whyText(problem, language, areas)}`;
}
