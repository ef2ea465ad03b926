import { badRequest } from './parse.ts';

/** Deeper than any body of this API, and shallow enough for recursive code. */
const MAX_DEPTH = 12;
const MAX_ITEMS = 1000;

/** Strings and punctuation. For valid JSON only: an unterminated string would backtrack for minutes. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Keys that reach the prototype of an object. */
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

interface Level {
  readonly keys: Set<string> | undefined;
  /** Items of a list so far. */
  items: number;
}

const refuse = (code: string): never => {
  throw badRequest(code);
};

/** Refuses valid JSON that is ambiguous or abusive: duplicate keys, prototype keys, deep nesting, long lists. */
function refuseAmbiguous(json: string): void {
  const levels: Level[] = [];
  let last = '';
  for (const [token] of json.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{' || token === '[') {
      if (levels.length === MAX_DEPTH) refuse('json_too_deep');
      levels.push({ keys: token === '{' ? new Set() : undefined, items: 0 });
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ',' && level && !level.keys) {
      level.items++;
      if (level.items >= MAX_ITEMS) refuse('json_too_many');
    } else if (token === ':' && level?.keys) {
      const key = JSON.parse(last) as string;
      if (FORBIDDEN_KEYS.has(key)) refuse('json_key_forbidden');
      if (level.keys.has(key)) refuse('json_key_twice');
      level.keys.add(key);
    }
    last = token;
  }
}

function parseText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse('json_malformed');
  }
}

/** Parses the JSON of a body. Throws `BadRequest` if it is malformed, ambiguous, too deep or too long. */
export function parseJson(text: string): unknown {
  const value = parseText(text);
  refuseAmbiguous(text);
  return value;
}
