import { badRequest } from './parse.ts';

/** Deeper than any body of this API, and shallow enough for whoever walks through it. */
const MOST_DEEP = 12;
const MOST_ITEMS = 1000;

/** Strings, and the signs that open, close and part things. Of sound JSON alone: a string without its end is slow. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Keys by which a careless reader would reach an object's own machinery. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Level {
  readonly keys: Set<string> | undefined;
  /** Of a list. */
  items: number;
}

const refuse = (code: string): never => {
  throw badRequest(code);
};

/** Refuses what JSON allows and nobody means: keys given twice, keys of objects' machinery, endless nesting. */
const check = (sound: string): void => {
  const levels: Level[] = [];
  let last = '';
  for (const [token] of sound.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      if (levels.length === MOST_DEEP) refuse('json_too_deep');
      levels.push({ keys: token === '{' ? new Set() : undefined, items: 0 });
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ',' && level && !level.keys) {
      level.items++;
      if (level.items >= MOST_ITEMS) refuse('json_too_many');
    } else if (token === ':' && level?.keys) {
      const key = JSON.parse(last) as string;
      if (FORBIDDEN.has(key)) refuse('json_key_forbidden');
      if (level.keys.has(key)) refuse('json_key_twice');
      level.keys.add(key);
    }
    last = token;
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('json_malformed');
  }
};

/** A body's JSON; throws `BadRequest` for what is none, and for what would be read in two ways. */
export const parseJson = (text: string): unknown => {
  const value = parsed(text);
  check(text);
  return value;
};
