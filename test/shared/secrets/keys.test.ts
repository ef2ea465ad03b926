import { describe, expect, test } from 'vitest';
import { keysFrom, NO_KEYS, SecretWrong, secretFrom } from '../../../shared/secrets/keys.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const random = 'aB3'.repeat(22);
const hex = (bytes: readonly Uint8Array[]) => bytes.map((one) => Buffer.from(one).toString('hex'));

describe('the keys of a secret', () => {
  test('are its 32 bytes as they stand, the current one first, and others for sealing', () => {
    const { person, seal } = keysFrom(JSON.stringify({ current: key(2), previous: key(1) }));
    expect(hex(person)).toEqual(['02'.repeat(32), '01'.repeat(32)]);
    expect(seal.map((one) => one.length)).toEqual([32, 32]);
    expect(new Set(hex([...person, ...seal])).size).toBe(4);
  });

  test('follow from the secret alone, whichever place it has', () => {
    const before = keysFrom(JSON.stringify({ current: key(1) }));
    const during = keysFrom(JSON.stringify({ current: key(2), previous: key(1) }));
    const after = keysFrom(JSON.stringify({ current: key(2) }));
    expect(hex(during.person)).toEqual([...hex(after.person), ...hex(before.person)]);
    expect(hex(during.seal)).toEqual([...hex(after.seal), ...hex(before.seal)]);
  });

  test('are derived of random text, 32 bytes each', () => {
    const { person, seal } = keysFrom(JSON.stringify({ current: random }));
    expect([...person, ...seal].map((one) => one.length)).toEqual([32, 32]);
    const other = keysFrom(JSON.stringify({ current: `${random}x` }));
    expect(hex(other.person)).not.toEqual(hex(person));
  });

  test('do not change from one release to the next, or nobody would be found', () => {
    expect(hex(keysFrom(JSON.stringify({ current: random })).person)).toEqual([KNOWN.person]);
    expect(hex(keysFrom(JSON.stringify({ current: key(7) })).seal)).toEqual([KNOWN.seal]);
  });

  test('of a process without a secret are none', () => {
    expect(NO_KEYS).toEqual({ person: [], seal: [] });
  });
});

/** As RFC 5869 gives them by another implementation (Python's hmac) for the same secrets and labels. */
const KNOWN = {
  person: 'b7d5eaa8235091f923492d9955e519928bb29bfbe4bbb8e826b160127ff2c050',
  seal: '2fc8021dc4c7e0adca8b01fd0d507b91afb004ed2f5a49b14e7c25141b9f502f',
};

test.each([
  ['no JSON', key(1)],
  ['nothing', ''],
  ['no current key', JSON.stringify({ previous: key(1) })],
  ['a key with a character lost', JSON.stringify({ current: key(1).slice(1) })],
  ['a key without its padding', JSON.stringify({ current: key(1).slice(0, -1) })],
  ['33 bytes', JSON.stringify({ current: Buffer.alloc(33, 65).toString('base64') })],
  ['a password', JSON.stringify({ current: 'correct horse battery staple' })],
  ['the same key twice', JSON.stringify({ current: key(1), previous: key(1) })],
  ['something else besides', JSON.stringify({ current: key(1), old: key(2) })],
])('%s is refused without a word of it', (_, text) => {
  expect(() => secretFrom(text)).toThrow(SecretWrong);
  try {
    secretFrom(text);
  } catch (error) {
    const said = `${error} ${JSON.stringify(error)} ${(error as Error).stack}`;
    for (const part of [key(1).slice(1, -1), 'horse', 'QUFB']) expect(said).not.toContain(part);
  }
});
