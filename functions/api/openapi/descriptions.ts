import * as z from 'zod';
import type { oas31 } from 'zod-openapi';
import { ROUTES } from '../routes/index.ts';
import { FIELD_MEANINGS, type Meaning, PARAMETER_MEANINGS, SCHEMA_MEANINGS } from './meanings.ts';
import { NAMED } from './schemas.ts';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const HAN = /\p{Script=Han}/u;

/** What the schema itself says is English, and nearer to the matter than what the field means in general. */
const describe = (node: Node, [zh, en]: Meaning): void => {
  const { description } = node;
  const said = typeof description === 'string' && !HAN.test(description) ? description : en;
  node.description = `${zh} · ${said}`;
};

/** Options of a union that came out alike say it once. */
const withoutTwins = (node: Node): void => {
  const { anyOf } = node;
  if (!Array.isArray(anyOf)) return;
  const once = [...new Map(anyOf.map((option) => [JSON.stringify(option), option])).values()];
  if (once.length === anyOf.length) return;
  delete node.anyOf;
  if (once.length === 1) Object.assign(node, once[0]);
  else node.anyOf = once;
};

const walk = (schema: string, value: unknown): void => {
  if (Array.isArray(value)) for (const one of value) walk(schema, one);
  if (!isNode(value)) return;
  withoutTwins(value);
  for (const [field, its] of Object.entries(isNode(value.properties) ? value.properties : {})) {
    const meaning = FIELD_MEANINGS[`${schema}.${field}`] ?? FIELD_MEANINGS[field];
    if (meaning && isNode(its)) describe(its, meaning);
  }
  for (const [key, one] of Object.entries(value)) if (key !== 'example') walk(schema, one);
};

/** Bodies by the name of their schema, described by what their route is for. */
const ofBodies = new Map(
  ROUTES.map((route) => [route.body && z.globalRegistry.get(route.body)?.id, route.summary] as const),
);

const schemaMeaning = (name: string, said: string | undefined): string | undefined => {
  const zh = SCHEMA_MEANINGS[name] ?? NAMED[name]?.description ?? ofBodies.get(name);
  return zh === undefined || zh.includes(' · ') || said === undefined ? (zh ?? said) : `${zh} · ${said}`;
};

const describeParameter = (parameter: unknown, operation: unknown): void => {
  if (!isNode(parameter)) return;
  const name = String(parameter.name);
  const meaning = PARAMETER_MEANINGS[`${operation}.${name}`] ?? PARAMETER_MEANINGS[name];
  if (meaning) describe(parameter, meaning);
  // It is said once, beside the schema.
  if (isNode(parameter.schema)) delete parameter.schema.description;
};

/** Says in both languages what schemas, fields and parameters mean, where nothing in their schemas does. */
export const withDescriptions = (document: oas31.OpenAPIObject): oas31.OpenAPIObject => {
  const copy = structuredClone(document);
  for (const [name, schema] of Object.entries(copy.components?.schemas ?? {})) {
    const its = schema as Node;
    const said = typeof its.description === 'string' ? its.description : undefined;
    if (!said || !HAN.test(said) || name in SCHEMA_MEANINGS) its.description = schemaMeaning(name, said);
    walk(name, its);
  }
  for (const operation of Object.values(copy.paths ?? {}).flatMap((path) => Object.values(path as Node))) {
    if (!isNode(operation)) continue;
    for (const parameter of Array.isArray(operation.parameters) ? operation.parameters : []) {
      describeParameter(parameter, operation.operationId);
    }
    walk('', operation);
  }
  return copy;
};
