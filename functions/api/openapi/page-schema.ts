import { html } from 'hono/html';
import type { oas31 } from 'zod-openapi';
import { type Html, inBoth } from './page-text.ts';

export type Schema = oas31.SchemaObject & { readonly $ref?: string };

export const nameIn = (ref: string): string => ref.split('/').at(-1) ?? ref;

const between = ({ minimum, maximum }: Schema): string => {
  // What no number can exceed says nothing.
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  const least = minimum === Number.MIN_SAFE_INTEGER ? undefined : minimum;
  if (least === undefined) return most === undefined ? '' : ` ≤ ${most}`;
  return most === undefined ? ` ≥ ${least}` : ` ${least}–${most}`;
};

const lengths = ({ minLength, maxLength }: Schema): string =>
  minLength === undefined && maxLength === undefined ? '' : ` ${minLength ?? 0}–${maxLength ?? ''} 字`;

/** What values of a schema look like, in a few words; the name of a schema leads to it. */
export const typeOf = (schema: Schema | undefined): Html => {
  if (schema === undefined) return html`任意 any`;
  if (schema.$ref) {
    const name = nameIn(schema.$ref);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum)
    return html`${schema.enum.map((one, i) => html`${i > 0 ? ' | ' : ''}<code>${String(one)}</code>`)}`;
  const options = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (options) return html`${options.map((one, i) => html`${i > 0 ? ' | ' : ''}${typeOf(one)}`)}`;
  if (schema.type === 'array') return html`${typeOf(schema.items as Schema)} 列表 list`;
  if (schema.type === 'object' && typeof schema.additionalProperties === 'object') {
    return html`${typeOf(schema.propertyNames as Schema)} → ${typeOf(schema.additionalProperties as Schema)}`;
  }
  const format = schema.format ? ` ${schema.format}` : '';
  return schema.type ? html`${schema.type}${format}${between(schema)}${lengths(schema)}` : html`任意 any`;
};

interface Row {
  readonly name: string;
  readonly must: boolean;
  readonly schema: Schema;
}

/** The object that a field holds in itself, or a list of which it is. */
const innerOf = (schema: Schema): readonly [suffix: string, Schema] | undefined => {
  if (schema.properties) return ['', schema];
  const items = schema.items as Schema | undefined;
  return schema.type === 'array' && items?.properties ? ['[]', items] : undefined;
};

/** A row a field; fields of objects that have no name of their own follow under it. */
const rowsOf = (schema: Schema, before = ''): Row[] =>
  Object.entries(schema.properties ?? {}).flatMap(([field, value]) => {
    const its = value as Schema;
    const name = `${before}${field}`;
    const inner = innerOf(its);
    const own = { name, must: schema.required?.includes(field) ?? false, schema: its };
    return inner ? [own, ...rowsOf(inner[1], `${name}${inner[0]}.`)] : [own];
  });

/** Marks what has to be given, or what an answer always has. */
export const mustMark = (must: boolean, given = true): Html | string =>
  must ? html`<span class="must">${given ? '必填 required' : '必有 always'}</span>` : '';

/** The fields of an object: name, type, whether it has to be there, meaning. */
export const fieldsTable = (schema: Schema, given: boolean): Html | string => {
  const rows = rowsOf(schema);
  if (rows.length === 0) return '';
  return html`<table><thead><tr><th>字段 Field</th><th>类型 Type</th><th>含义 Meaning</th></tr></thead><tbody>${rows.map(
    ({ name, must, schema: its }) =>
      html`<tr><td><code>${name}</code>${mustMark(must, given)}</td><td>${innerOf(its) ? (its.type === 'array' ? '列表 list' : 'object') : typeOf(its)}</td><td>${inBoth(its.description ?? '')}</td></tr>`,
  )}</tbody></table>`;
};
