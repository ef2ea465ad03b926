import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, unseal } from '../../../shared/secrets/seal.ts';

const key = new Uint8Array(32).fill(1);
const before = new Uint8Array(32).fill(2);
const LIST = '["clerk","households",null,{}]';

describe('a place in a list', () => {
  test('comes back as it was, for its list and under its key alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (place, list, other) => {
        const cursor = seal(key, place, list);
        expect(cursor).toMatch(/^[\w-]+$/);
        expect(unseal([key], cursor, list)).toBe(place);
        expect(unseal([before, key], cursor, list)).toBe(place);
        expect(unseal([before], cursor, list)).toBeUndefined();
        expect(unseal([], cursor, list)).toBeUndefined();
        if (other !== list) expect(unseal([key], cursor, other)).toBeUndefined();
      }),
    );
  });

  test('is undone by any one bit that is another', () => {
    const bytes = Buffer.from(seal(key, '511722107.0H1', LIST), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const edited = Buffer.from(bytes);
      edited[bit >> 3] = (edited[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(unseal([key], edited.toString('base64url'), LIST)).toBeUndefined();
    }
  });

  test('has one way of being written', () => {
    const cursor = seal(key, 'x', LIST);
    for (const other of [
      `${cursor}=`,
      ` ${cursor}`,
      `${cursor}\n`,
      `${cursor}.`,
      Buffer.from(cursor, 'base64url').toString('base64').replace(/=*$/, '+'),
    ]) {
      expect(unseal([key], other, LIST)).toBeUndefined();
    }
  });

  test('is no text that somebody thought up', () => {
    fc.assert(fc.property(fc.string(), (text) => unseal([key], text, LIST) === undefined));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 60 }),
        (bytes) => unseal([key], Buffer.from(bytes).toString('base64url'), LIST) === undefined,
      ),
    );
  });

  test('shows nothing, and is never written twice in the same way', () => {
    const place = JSON.stringify(['成员1之0#0M000000000000000000000100', 'P#x']);
    const cursors = Array.from({ length: 50 }, () => seal(key, place, LIST));
    expect(new Set(cursors).size).toBe(50);
    for (const cursor of cursors) {
      expect(Buffer.from(cursor, 'base64url').toString()).not.toMatch(/成员|0M0/);
    }
  });
});
