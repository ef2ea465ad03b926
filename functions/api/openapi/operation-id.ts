import type { Route } from '../http/route.ts';

const WORD = { GET: 'get', POST: 'post', PATCH: 'change', PUT: 'put' } as const;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/s$/, '');

/** `GET /households/{id}/pension-transfers/{tid}` → `getHouseholdPensionTransfer`. */
export const operationId = (method: Route['method'], path: string): string => {
  const parts = path.split('/').slice(1);
  const names = parts.flatMap((part, i) => {
    if (part.startsWith('{')) return [];
    const words = part.replace(/\.\w+$/, '').split('-');
    const said = words.map(capital).join('');
    return [parts[i + 1]?.startsWith('{') ? singular(said) : said];
  });
  return WORD[method] + names.join('');
};
