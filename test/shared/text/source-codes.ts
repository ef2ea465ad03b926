import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');

/** The text of the TypeScript files of a folder, or of one file. */
export const sourceOf = (...paths: readonly string[]): string =>
  paths
    .flatMap((path) =>
      path.endsWith('.ts')
        ? [path]
        : readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
            .filter((file) => file.endsWith('.ts'))
            .map((file) => join(path, file)),
    )
    .map((path) => readFileSync(join(ROOT, path), 'utf8'))
    // Comments speak of codes without giving any.
    .map((text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, ''))
    .join('\n');

const literals = (text: string): string[] =>
  [...text.matchAll(/'([a-z][a-z0-9_]*)'/g)].map(([, code = '']) => code);

/** Literals in what follows each `opening`, up to the end of that expression: `a`, `is ? 'a' : 'b'`. */
export const codesAfter = (text: string, opening: RegExp): Set<string> =>
  new Set(
    [...text.matchAll(opening)].flatMap(({ 0: found, index }) =>
      literals(expression(text, index + found.length)),
    ),
  );

/** The text up to the comma or the bracket that ends the expression which begins at `from`. */
const expression = (text: string, from: number): string => {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const sign = text.charAt(i);
    if (depth === 0 && /[,;)}\]]/.test(sign)) return text.slice(from, i);
    if (/[([{]/.test(sign)) depth++;
    if (/[)\]}]/.test(sign)) depth--;
  }
  return text.slice(from);
};

/** Words joined by underscores, which is how codes are written and little else. */
export const underscored = (text: string): Set<string> =>
  new Set(literals(text).filter((code) => code.includes('_')));

/** Everything that stands in quotes. */
export const quoted = (text: string): Set<string> => new Set(literals(text));

/** The literal codes of `new Refused('code', path, { values })`, each with the names of its values. */
export const refusalsIn = (text: string): { code: string; values: string[] }[] =>
  [...text.matchAll(/new Refused\(/g)].flatMap(({ 0: found, index }) => {
    const start = index + found.length;
    const first = expression(text, start);
    const path = expression(text, start + first.length + 1);
    const values =
      text.charAt(start + first.length) === ',' && text.charAt(start + first.length + 1 + path.length) === ','
        ? expression(text, start + first.length + path.length + 2)
        : '';
    const names = [...values.matchAll(/[{,]\s*([a-zA-Z]+)/g)].map(([, name = '']) => name);
    return literals(first).map((code) => ({ code, values: names }));
  });
