import { createHash } from 'node:crypto';

/**
 * One spelling of a value, in the manner of RFC 8785 (JSON Canonicalization Scheme): keys sorted by UTF-16 code units
 * at every depth, no white space, numbers and texts as ECMAScript writes them. The table gives the fields of a map
 * back in no order and without those that are undefined, so that plain JSON would spell one entry in many ways. These
 * few lines stand in for a library, since all of the scheme but the sorting is what `JSON.stringify` does.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join()}}`;
}

/** SHA-256 of a value, of a change entry above all, in its one spelling, base64url. */
export const hashOf = (value: object): string =>
  createHash('sha256').update(canonical(value)).digest('base64url');
