import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { countsOf, sumOf } from '../../../../shared/domain/assessments/counts.ts';
import { FrozenSubject } from '../../../../shared/domain/assessments/schema.ts';
import { dateOf } from '../../../../shared/domain/calendar/dates.ts';
import { OUTCOMES } from '../../../../shared/domain/records/evaluated.ts';
import { Text } from '../../../../shared/domain/records/facts.ts';
import { RULES } from '../../../../shared/domain/rules/registry.ts';
import { packChunk, parseChunk } from '../../../../shared/table/assessments/stored-chunk.ts';
import { TOWNSHIP } from '../../../families.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((one) => {
  const parsed = Text.safeParse(one);
  return parsed.success && parsed.data === one;
});
const pin = {
  version: fc.integer({ min: 1, max: 5000 }),
  mark: fc.stringMatching(/^[\w-]{11}$/),
};
const finding = fc.record(
  {
    rule: fc.constantFrom(...RULES),
    member: fc.ulid(),
    outcome: fc.constantFrom(...OUTCOMES),
    since: fc.integer({ min: 0, max: 40_000 }).map(dateOf),
  },
  { requiredKeys: ['rule', 'outcome'] },
);
const area = fc.constantFrom(TOWNSHIP, AreaCode.parse(`${TOWNSHIP}203`));
const household = fc.record(
  {
    kind: fc.constant('household' as const),
    id: fc.ulid(),
    number: text,
    area,
    ...pin,
    sites: fc.array(fc.ulid(), { maxLength: 2 }),
    findings: fc.array(finding, { maxLength: 8 }),
  },
  { requiredKeys: ['kind', 'id', 'area', 'version', 'mark', 'sites', 'findings'] },
);
const site = fc.record({
  kind: fc.constant('site' as const),
  id: fc.ulid(),
  name: text,
  area,
  ...pin,
  others: fc.array(fc.record({ id: fc.ulid(), ...pin }), { maxLength: 4 }),
  findings: fc.array(
    finding.map(({ member: _, ...kept }) => kept),
    { maxLength: 2 },
  ),
});
const subjects = fc
  .array(fc.oneof(household, site), { minLength: 1, maxLength: 20 })
  .map((list) => list.map((one) => FrozenSubject.parse(one)));

test('a chunk gives back what was put into it, and one hash for it', () => {
  fc.assert(
    fc.property(subjects, (list) => {
      const packed = packChunk(list, TOWNSHIP);
      const back = parseChunk(packed, TOWNSHIP);
      expect(back.subjects).toEqual(list);
      expect(parseChunk(packChunk(back.subjects, TOWNSHIP), TOWNSHIP).hash).toBe(back.hash);
      expect(packed).toMatch(/^[A-Za-z0-9+/=]+$/);
    }),
  );
});

test('another content has another hash', () => {
  fc.assert(
    fc.property(subjects, subjects, (one, other) => {
      const [a, b] = [one, other].map((list) => parseChunk(packChunk(list, TOWNSHIP), TOWNSHIP).hash);
      expect(a === b).toBe(JSON.stringify(one) === JSON.stringify(other));
    }),
  );
});

test('counts of parts are the counts of the whole, and every finding is counted once', () => {
  fc.assert(
    fc.property(subjects, subjects, (one, other) => {
      const whole = countsOf([...one, ...other]);
      expect(sumOf([countsOf(one), countsOf(other)])).toEqual(whole);
      const counted = Object.values(whole.rules).flatMap((tally) => Object.values(tally ?? {}));
      const findings = [...one, ...other].flatMap((subject) => subject.findings);
      expect(counted.reduce((sum, count) => sum + count, 0)).toBe(findings.length);
      expect(whole.households + whole.sites).toBe(one.length + other.length);
    }),
  );
});

test.each(['', 'AAAA', 'not base 64', undefined])('%j is no chunk', (content) =>
  expect(() => parseChunk(content, TOWNSHIP)).toThrow(),
);

test('what inflates to more than any chunk is none', async () => {
  const { deflateRawSync } = await import('node:zlib');
  const bomb = deflateRawSync('H'.repeat(3_000_000)).toString('base64');
  expect(bomb.length).toBeLessThan(10_000);
  expect(() => parseChunk(bomb, TOWNSHIP)).toThrow();
});
