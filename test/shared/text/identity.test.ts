import { expect, test } from 'vitest';
import { TOKEN_CODES } from '../../../shared/domain/access/token-codes.ts';
import { LANGUAGES } from '../../../shared/domain/records/language.ts';
import { IDENTITY_TEXT, TOKEN_JOB_TEXT } from '../../../shared/text/identity.ts';

const placeholders = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

test('every code of a refused token has its sentence, in every language with the same placeholders', () => {
  expect(Object.keys(IDENTITY_TEXT).sort()).toEqual([...TOKEN_CODES, 'no_rights'].sort());
  for (const text of [...Object.values(IDENTITY_TEXT), ...Object.values(TOKEN_JOB_TEXT)]) {
    for (const language of LANGUAGES) {
      expect(text[language]).not.toBe('');
      expect(placeholders(text[language])).toEqual(placeholders(text['zh-CN']));
    }
    expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
    expect(text.en).not.toMatch(/\p{Script=Han}/u);
  }
});
