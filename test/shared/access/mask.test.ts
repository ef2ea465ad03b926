import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masked, maskedChange } from '../../../shared/access/mask.ts';
import { changesBetween } from '../../../shared/records/change.ts';
import { household, member } from '../rules/builders.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-9]{${length}}$`));
const idNumber = digits(18);
const certificate = fc.oneof(digits(20), digits(22));
const phone = fc.oneof(digits(11), digits(8), digits(12), digits(7));

/** How a text can stand within others: in lists, and under names that need no cover. */
const nesting = fc.array(fc.constantFrom('list', 'to', 'members', 'name'), { maxLength: 5 });
const nested = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (key === 'list' ? [inner] : { [key]: inner, other: 1 }), value);

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** Checks what is left of a text under a field, however deep the field stands and however deep it stands there. */
const left = (field: string, text: fc.Arbitrary<string>, check: (whole: string, covered: string) => void) =>
  fc.assert(
    fc.property(text, nesting, nesting, (whole, above, within) => {
      const texts = textsIn(masked(nested({ [field]: nested(whole, within) }, above)));
      expect(texts).toHaveLength(1);
      check(whole, texts[0] ?? '');
    }),
  );

describe('what goes out', () => {
  test.each(['idNumber', 'certificate'])(
    'has at most the first six and last four digits of a %s',
    (field) => {
      left(field, field === 'idNumber' ? idNumber : certificate, (whole, covered) => {
        expect(covered.slice(0, 6)).toBe(whole.slice(0, 6));
        expect(covered.slice(6, -4)).toBe('*'.repeat(whole.length - 10));
        expect(covered.slice(-4)).toBe(whole.slice(-4));
      });
    },
  );

  test('has at most the first three and last four digits of a phone', () => {
    left('phone', phone, (whole, covered) => {
      expect(covered).toContain('*');
      expect([whole.slice(0, 3) + whole.slice(-4), '']).toContain(covered.replaceAll('*', ''));
    });
  });

  test('shows nothing of a number that is too short to cover its middle', () => {
    expect(masked({ idNumber: '51179919920', phone: '7654321' })).toEqual({
      ...{ idNumber: '***********', phone: '*******' },
    });
  });

  test('is otherwise what it was, and what was handed in stays whole', () => {
    const of = household({
      phone: '13800001234',
      members: [member(1, '1980-05-01', { phone: '13900005678' })],
    });
    const whole = structuredClone(of);
    const out = masked(of);
    expect(of).toEqual(whole);
    expect(out).toEqual({
      ...of,
      phone: '138****1234',
      members: of.members.map((one) => ({
        ...one,
        idNumber: `511799********${one.idNumber.slice(-4)}`,
        phone: '139****5678',
      })),
    });
  });
});

describe('a change of a record that goes out', () => {
  const before = household({ phone: '13800001234', members: [member(1, '1980-05-01')] });
  const [first] = before.members;
  if (!first) throw new Error('there is a first member');
  const later = member(2, '1985-05-01', { certificate: '51179919850501002441', phone: '13900005678' });
  const changed = household({
    phone: '13911112222',
    members: [{ ...first, idNumber: '511799198005010038' }, later],
  });

  test.each([
    ['a new record', undefined, before],
    ['fields that changed and a member who came', before, changed],
    ['fields that were taken back and a member who went', changed, household({ members: [] })],
  ])('covers %s', (_, from, to) => {
    const changes = changesBetween(from, to);
    expect(JSON.stringify(changes)).toMatch(/511799\d{12}/);
    const out = JSON.stringify(changes.map(maskedChange));
    expect(out).not.toMatch(/511799\d|1380000|1391111|1390000/);
    expect(changes.map(maskedChange).map(({ path }) => path)).toEqual(changes.map(({ path }) => path));
  });

  test('leaves other fields, and where nothing was or is left', () => {
    const change = { path: 'members[x].name', from: '甲', to: '乙' };
    expect(maskedChange(change)).toEqual(change);
    expect(maskedChange({ path: 'phone', to: '13800001234' })).toEqual({ path: 'phone', to: '138****1234' });
    expect(Object.keys(maskedChange({ path: 'phone', from: '13800001234' }))).toEqual(['path', 'from']);
  });
});
