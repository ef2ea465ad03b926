import type { Route } from '../http/route.ts';

const VERBS = { GET: 'get', POST: 'post', PATCH: 'change', PUT: 'put' } as const;

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/s$/, '');

/** Returns the id of an operation: `getHouseholdPensionTransfer` of `GET /households/{id}/pension-transfers/{tid}`. */
export function operationId(method: Route['method'], path: string): string {
  const parts = path.split('/').slice(1);
  const names = parts.flatMap((part, i) => {
    if (part.startsWith('{')) return [];
    const words = part.replace(/\.\w+$/, '').split('-');
    const name = words.map(capital).join('');
    return [parts[i + 1]?.startsWith('{') ? singular(name) : name];
  });
  return VERBS[method] + names.join('');
}
