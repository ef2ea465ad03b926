import { describe, expect, test } from 'vitest';
import { problemReason } from '../../../shared/sheets/problem-text.ts';
import { REFUSAL_TEXT } from '../../../shared/text/refusals.ts';
import { ROW_TEXT } from '../../../shared/text/sheet-rows.ts';
import { AREAS } from '../../areas.ts';
import { refusalsIn, sourceOf } from '../text/source-codes.ts';

const asked = refusalsIn(
  sourceOf(
    'shared/sheets/steps',
    'shared/sheets/import.ts',
    'shared/sheets/group.ts',
    'shared/sheets/stage.ts',
    'shared/sheets/unreadable.ts',
  ),
);
const codes = new Set(asked.map(({ code }) => code));

describe('why a row cannot be taken', () => {
  test('has a sentence for every code that a row is refused with, and none besides', () => {
    expect(codes.size).toBeGreaterThan(12);
    expect([...codes].filter((code) => !(code in ROW_TEXT) && !(code in REFUSAL_TEXT))).toEqual([]);
    expect(Object.keys(ROW_TEXT).filter((code) => !codes.has(code))).toEqual([]);
  });

  test.each(asked.filter(({ code }) => code in ROW_TEXT))('$code is said in full', ({ code, values }) => {
    const given = Object.fromEntries(values.map((name) => [name, 'x']));
    for (const language of ['zh-CN', 'en'] as const) {
      expect(problemReason({ code, values: given }, language, AREAS)).not.toMatch(/[{}]/);
    }
  });
});
