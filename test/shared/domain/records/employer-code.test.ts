import { describe, expect, test } from 'vitest';
import { EmployerCode, employerCheckSign } from '../../../../shared/domain/records/employer-code.ts';

const said = (text: unknown): string => {
  const parsed = EmployerCode.safeParse(text);
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? '');
};

test.each([
  ['as on the licence', '91511799MA0000001D'],
  ['in small letters', '91511799ma0000001d'],
  ['with blanks around it', ' 91511799MA0000001D '],
  [
    'in full-width signs',
    '９１５１１７９９ＭＡ０００００００１Ｄ'.replace('０００００００', '０００００００'.slice(1)),
  ],
])('accepts it %s', (_how, text) => {
  expect(said(text)).toBe('91511799MA0000001D');
});

describe('refuses', () => {
  test.each([
    ['a wrong check sign', '91511799MA0000001E', 'employer_code_check'],
    ['a changed sign', '91511799MA0000002D', 'employer_code_check'],
    ...[...'IOSVZ'].map((sign) => [`the letter ${sign}`, `91511799${sign}A0000001D`, 'employer_code_form']),
    ['17 signs', '91511799MA0000001', 'employer_code_form'],
    ['19 signs', '91511799MA0000001D0', 'employer_code_form'],
    ['a registration number of before 2015', '511799000012345', 'employer_code_form'],
    ['nothing', '', 'employer_code_form'],
  ])('%s', (_what, text, problem) => {
    expect(said(text)).toBe(problem);
  });
});

test('every changed sign is found out', () => {
  const code = '91511799MA0000001D';
  for (let at = 0; at < 17; at++)
    for (const sign of '0123456789ABCDEFGHJKLMNPQRTUWXY')
      if (sign !== code[at])
        expect(said(code.slice(0, at) + sign + code.slice(at + 1)), `${at}: ${sign}`).toBe(
          'employer_code_check',
        );
});

test('the check sign of a sum that 31 divides is 0', () => {
  expect(employerCheckSign('0'.repeat(17))).toBe('0');
});
