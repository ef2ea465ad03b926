import { describe, expect, test } from 'vitest';
import { Money, PositiveMoney, Text } from '../../../../shared/domain/records/facts.ts';

const said = (schema: typeof Text | typeof Money, value: unknown): unknown => {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : parsed.error.issues[0]?.message;
};

describe('text', () => {
  test.each([
    ['Chinese', '南坝镇老君村3组', '南坝镇老君村3组'],
    ['rare characters beyond the first plane', '𠮷𬱖', '𠮷𬱖'],
    ['emoji', '养殖🐖👍🏽', '养殖🐖👍🏽'],
    ['emoji joined to one sign', '👨‍👩‍👧‍👦', '👨‍👩‍👧‍👦'],
    ['blanks at the ends', '  张 三　', '张 三'],
    ['what a page could take for its own', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['500 characters', '字'.repeat(500), '字'.repeat(500)],
  ])('keeps %s', (_what, text, kept) => {
    expect(said(Text, text)).toBe(kept);
  });

  test.each([
    ['nothing', '', 'text_empty'],
    ['only blanks', ' \t　', 'text_empty'],
    ['501 characters', '字'.repeat(501), 'text_too_long'],
    ['10,000 characters', '字'.repeat(10_000), 'text_too_long'],
  ])('refuses %s', (_what, text, problem) => {
    expect(said(Text, text)).toBe(problem);
  });

  test.each(
    [
      0x00, 0x07, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0x9f, 0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a,
      0x202e,
    ]
      .concat([0x2066, 0x2069])
      .map((code) => [code.toString(16).padStart(4, '0'), String.fromCodePoint(code)] as const),
  )('refuses U+%s', (_code, sign) => {
    expect(said(Text, `张${sign}三`)).toBe('text_control_characters');
  });
});

describe('money', () => {
  test.each([0, 0.01, 0.07, 1.1, 4.35, 1234567.89, 999_999_999.99, -0.01, -1e9])('takes %d yuan', (yuan) => {
    expect(said(Money, yuan)).toBe(yuan);
  });

  test.each([0.001, 1.005, 5999.999])('refuses %d yuan: more than two decimals', (yuan) => {
    expect(said(Money, yuan)).toBe('money_two_decimals');
  });

  test('refuses what is no amount', () => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '5', 1e9 + 1, -1e9 - 1])
      expect(Money.safeParse(value).success, String(value)).toBe(false);
  });

  test('a wage is not negative', () => {
    expect(said(PositiveMoney, 0)).toBe(0);
    expect(said(PositiveMoney, -0.01)).toBe('money_negative');
  });
});
