import { describe, expect, test } from 'vitest';
import {
  birthOf,
  checkSignOf,
  IdNumber,
  isTemporaryNumber,
  sexOf,
  temporaryNumber,
} from '../../../../shared/domain/records/id-number.ts';

const said = (text: unknown): string => {
  const parsed = IdNumber.safeParse(text);
  return parsed.success ? parsed.data : (parsed.error.issues[0]?.message ?? '');
};

describe('accepts, and stores as it is written on the card', () => {
  test.each([
    ['511799198801010012', '511799198801010012'],
    ['51179919880101008X', '51179919880101008X'],
    ['a lower-case x', '51179919880101008x', '51179919880101008X'],
    ['blanks around it', ' 511799198801010012\t', '511799198801010012'],
    ['full-width digits', '５１１７９９１９８８０１０１００１２', '511799198801010012'],
    ['a full-width x', '51179919880101008ｘ', '51179919880101008X'],
  ])('%s', (...row) => {
    expect(said(row.at(-2))).toBe(row.at(-1));
  });
});

describe('refuses', () => {
  test.each([
    ['30 February, though the check sign is right', '51179919850230001X', 'id_number_birth_date'],
    ['29 February of a common year', '511799198302290018', 'id_number_birth_date'],
    ['a month 13', '511799198813010010', 'id_number_birth_date'],
    ['a birth before 1900', '511799189901010010', 'id_number_birth_date'],
    ['a wrong check sign', '511799198801010013', 'id_number_check'],
    ['two digits changed about', '511799198801100012', 'id_number_check'],
    ['17 digits', '51179919880101001', 'id_number_form'],
    ['15 digits, of before 1999', '511799880101001', 'id_number_form'],
    ['a 残疾证 of 20 digits', '51179919880101001244', 'id_number_form'],
    ['a 残疾证 of 22 signs', '51179919880101001244B1', 'id_number_form'],
    ['an X that is not at the end', '5117991988010100X2', 'id_number_form'],
    ['a temporary number', 'T51172210700000001', 'id_number_form'],
    ['nothing', '', 'id_number_form'],
    ['10,000 digits', '1'.repeat(10_000), 'id_number_form'],
    ['circled digits that would read as others', '①11799198801010012', 'id_number_check'],
  ])('%s', (_what, text, problem) => {
    expect(said(text)).toBe(problem);
  });

  test('what is no text', () => {
    for (const value of [Number('511799198801010012'), null, undefined, ['511799198801010012']])
      expect(IdNumber.safeParse(value).success).toBe(false);
  });

  test('with words that do not repeat the number', () => {
    const { error } = IdNumber.safeParse('511799198801010013');
    expect(JSON.stringify(error?.issues)).not.toContain('511799');
  });
});

test('every changed digit is found out', () => {
  const number = '511799198801010012';
  for (let at = 0; at < 17; at++)
    for (const digit of '0123456789')
      if (digit !== number[at])
        expect(said(number.slice(0, at) + digit + number.slice(at + 1)), `${at}: ${digit}`).toMatch(
          /^id_number_/,
        );
});

test('the check sign of every remainder', () => {
  const signs = Array.from({ length: 30 }, (_, serial) =>
    checkSignOf(`51179919880101${String(serial).padStart(3, '0')}`),
  );
  expect(new Set(signs)).toEqual(new Set('10X98765432'));
});

test('birth and sex are read from it', () => {
  const man = IdNumber.parse('511799198801010012');
  const woman = IdNumber.parse('51179919880101008X');
  expect([birthOf(man), sexOf(man)]).toEqual(['1988-01-01', 'male']);
  expect([birthOf(woman), sexOf(woman)]).toEqual(['1988-01-01', 'female']);
});

test('a 残疾证 begins with the ID number', () => {
  expect(said('51179919880101001244'.slice(0, 18))).toBe('511799198801010012');
});

test('a temporary number says that it is one, and where it was given', () => {
  const number = temporaryNumber('511722107', '00000001');
  expect(number).toBe('T51172210700000001');
  expect(isTemporaryNumber(number)).toBe(true);
  expect(isTemporaryNumber('511799198801010012')).toBe(false);
});
