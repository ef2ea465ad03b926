import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SHEET_TEXT } from '../../../shared/text/sheets.ts';

const FOLDER = new URL('../../../shared/sheets/', import.meta.url);

const SOURCES = ['.', 'cells']
  .flatMap((folder) => readdirSync(new URL(`${folder}/`, FOLDER)).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));

/** Codes of the records' own schemas, which reading passes on. */
const OF_RECORDS = [
  'id_number_form',
  'id_number_birth_date',
  'id_number_check',
  'employer_code_form',
  'employer_code_check',
  'text_empty',
  'text_too_long',
  'text_control_characters',
];

const NAMED = SOURCES.flatMap((source) => [
  ...source.matchAll(/(?:SheetUnreadable|\breject)\(\s*'(\w+)'/g),
]).map(([, code]) => code ?? '');

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(([one]) => one).sort();

describe('the texts of sheets', () => {
  it('has a sentence for every code that reading gives, and none besides', () => {
    expect(NAMED.length).toBeGreaterThan(30);
    expect([...NAMED, ...OF_RECORDS].filter((code) => !(code in SHEET_TEXT))).toEqual([]);
    const given = (code: string) =>
      OF_RECORDS.includes(code) || SOURCES.some((one) => one.includes(`'${code}'`));
    expect(Object.keys(SHEET_TEXT).filter((code) => !given(code))).toEqual([]);
  });

  it.each(Object.entries(SHEET_TEXT))('says %s with the same values in both languages', (_code, text) => {
    expect(placeholders(text['zh-CN'])).toEqual(placeholders(text.en));
  });
});
