import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { oas31 } from 'zod-openapi';
import { ROUTES } from '../routes/index.ts';
import { fieldName } from './field-names.ts';
import { PERSONAL_SCHEMAS } from './personal-schemas.ts';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Options of a union whose JSON Schemas are equal are listed once. */
const withoutTwins = (node: Node): void => {
  const { anyOf } = node;
  if (!Array.isArray(anyOf)) return;
  const once = [...new Map(anyOf.map((option) => [JSON.stringify(option), option])).values()];
  if (once.length === anyOf.length) return;
  delete node.anyOf;
  if (once.length === 1) Object.assign(node, once[0]);
  else node.anyOf = once;
};

/** The keywords of the schema that a node refers to, those that it refers to in turn included. */
const referredKeywords = (node: Node, schemas: Node): Node => {
  const [, name = ''] = /^#\/components\/schemas\/(\w+)$/.exec(String(node.$ref)) ?? [];
  const target = schemas[name];
  return isNode(target) ? { ...referredKeywords(target, schemas), ...target } : {};
};

/** A reference does not repeat the keywords of the schema that it refers to. */
const withoutRepeats = (node: Node, schemas: Node): void => {
  const keywords = referredKeywords(node, schemas);
  for (const [key, value] of Object.entries(node)) {
    if (key !== 'description' && key !== '$ref' && isDeepStrictEqual(value, keywords[key])) delete node[key];
  }
};

const walk = (value: unknown, schemas: Node): void => {
  if (Array.isArray(value)) for (const one of value) walk(one, schemas);
  if (!isNode(value)) return;
  withoutTwins(value);
  withoutRepeats(value, schemas);
  for (const [field, schema] of Object.entries(isNode(value.properties) ? value.properties : {})) {
    if (isNode(schema)) schema.description ??= fieldName(field);
  }
  for (const [key, one] of Object.entries(value)) if (key !== 'example') walk(one, schemas);
};

/** Summaries of routes by the name of the schema of their body. */
const BODY_SUMMARIES = new Map(
  ROUTES.map((route) => [route.body && z.globalRegistry.get(route.body)?.id, route.summary] as const),
);

const describeParameter = (parameter: unknown): void => {
  if (!isNode(parameter)) return;
  const { schema } = parameter;
  parameter.description ??= fieldName(String(parameter.name));
  // The parameter repeats the description of its schema.
  if (isNode(schema)) delete schema.description;
};

/**
 * Returns the document with descriptions where its schemas have none: a body is described by the summary of its
 * route, a field or parameter by its general name.
 */
export function withDescriptions(document: oas31.OpenAPIObject): oas31.OpenAPIObject {
  const copy = structuredClone(document);
  const schemas = (copy.components?.schemas ?? {}) as Node;
  for (const [name, schema] of Object.entries(schemas)) {
    (schema as Node).description ??= BODY_SUMMARIES.get(name) ?? PERSONAL_SCHEMAS[name]?.description;
    walk(schema, schemas);
  }
  for (const operation of Object.values(copy.paths ?? {}).flatMap((path) => Object.values(path as Node))) {
    if (!isNode(operation)) continue;
    for (const parameter of Array.isArray(operation.parameters) ? operation.parameters : []) {
      describeParameter(parameter);
    }
    walk(operation, schemas);
  }
  return copy;
}
