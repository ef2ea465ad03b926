import { randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';

const POOL = new Uint8Array(4096);
let at = POOL.length;

/** From 0 up to 1. Drawn from a pool: random bytes asked for one at a time are most of what an id costs. */
const random = (): number => {
  if (at === POOL.length) {
    randomFillSync(POOL);
    at = 0;
  }
  const byte = POOL[at] ?? 0;
  at++;
  return byte / 256;
};

/** A new ULID: sortable by the instant it was made, unguessable. */
export const newUlid = (): string => ulid(undefined, random);
