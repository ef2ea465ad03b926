import { accept, bareText, type CellType, reject } from '../cell.ts';
import { nearest } from './nearest.ts';

/**
 * Makes a cell of a closed list: the sheet's word → the record's code. Of several words for a code the first is written.
 * `aliases` are further spellings, which are read but neither written nor offered.
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
