import { bareText, type CellType, accept, reject } from '../cell.ts';
import { nearest } from './nearest.ts';

/**
 * A closed list: what the sheet says in Chinese → the record's code. Where several words mean one code, the first
 * is written. `aliases` are further spellings, read but neither written nor offered.
 */
export function codeCell<Code extends string>(
  list: Readonly<Record<string, Code>>,
  aliases: Readonly<Record<string, NoInfer<Code>>> = {},
): CellType<Code> {
  const words = Object.entries(list);
  const codes = new Map<string, Code>(
    [...words, ...Object.entries(aliases)].map(([word, code]) => [bareText(word), code]),
  );
  const written = new Map([...words].reverse().map(([word, code]) => [code, word]));
  const allowed = words.map(([word]) => word);
  return {
    read: (cell) => {
      const word = bareText(cell);
      const code = codes.get(word);
      if (code !== undefined) return accept(code);
      return reject('value_not_in_list', { allowed: allowed.join('、'), nearest: nearest(word, allowed) });
    },
    write: (code) => written.get(code) ?? code,
    allowed,
  };
}
