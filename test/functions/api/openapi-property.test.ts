import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openApiDocument } from '../../../functions/api/openapi/document.ts';
import { person } from '../../deps.ts';
import { familyId, personId, placeId } from '../../families.ts';
import { runs } from '../../runs.ts';
import { countyApi } from './county.ts';
import { type Schema, spoilt, valuesOf } from './schema-values.ts';

type Node = Readonly<Record<string, unknown>>;

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

interface Operation {
  readonly parameters?: readonly (Parameter & { readonly $ref?: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Node }>>;
}

const document = JSON.parse(JSON.stringify(openApiDocument('0.0.0'))) as {
  paths: Record<string, Record<string, Operation>>;
};
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(document, 'document');

const resolve = <T>(ref: string): T =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, key) => (at as Node)[key], document) as T;

/** Returns what is wrong with an answer: a status that the document does not list, or a body that is invalid by its schema. */
const findFault = (operation: Operation, status: number, type: string, body: unknown): unknown => {
  const listed = operation.responses[status];
  if (!listed) return `status ${status} is not in the document`;
  const { content = {} } = listed.$ref ? resolve<{ content?: Node }>(listed.$ref) : listed;
  const [media] = type.split(';');
  const schema = (content[media ?? ''] as { schema?: object } | undefined)?.schema;
  if (!schema) return `${type} is not in the document`;
  const withRefs = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"document#/'));
  const validate = ajv.compile(withRefs);
  return validate(body) ? undefined : validate.errors;
};

const KNOWN = [
  ...[1, 2, 3, 4].map(familyId),
  ...[1, 2].map(placeId),
  personId(1, 0),
  personId(4, 1),
  '511722107',
];
const ROLES = ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead', 'city_lead', 'admin'] as const;

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([method]) => /^(get|post|patch|put)$/.test(method))
    .filter(() => !/^\/(healthz|docs|openapi\.json)$/.test(path))
    .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
);

const requestsOf = ({ path, operation }: (typeof operations)[number]) => {
  const parameters = (operation.parameters ?? []).map((one) =>
    one.$ref ? resolve<Parameter>(one.$ref) : one,
  );
  const of = (schema: Schema) => valuesOf(schema, resolve, KNOWN);
  const named = (where: string) => parameters.filter((one) => one.in === where);
  const inPath = Object.fromEntries(named('path').map(({ name, schema }) => [name, of(schema)]));
  const inQuery = Object.fromEntries(
    named('query').map(({ name, schema }) => [
      name,
      fc.oneof({ weight: 4, arbitrary: of(schema) }, fc.string()),
    ]),
  );
  const schema = operation.requestBody?.content['application/json']?.schema;
  const sound = schema ? of(schema) : fc.constant(undefined);
  const body = schema ? fc.oneof({ weight: 3, arbitrary: sound }, sound.chain(spoilt)) : sound;
  return fc.record({
    role: fc.constantFrom(...ROLES),
    params: fc.record(inPath),
    query: fc.record(inQuery, { requiredKeys: [] }),
    body,
    ifMatch: fc.option(fc.constantFrom('"1"', '"2"', '*', 'x'), { nil: undefined }),
    address: fc.constant(path),
  });
};

const api = await countyApi();

test.each(operations)(
  '$method $path: whatever is asked, no fault, and an answer as the document says',
  async (one) => {
    expect(operations.length).toBeGreaterThan(40);
    await fc.assert(
      fc.asyncProperty(requestsOf(one), async ({ role, params, query, body, ifMatch, address }) => {
        const path = address.replace(/\{(\w+)\}/g, (_, name: string) =>
          encodeURIComponent(String((params as Node)[name])),
        );
        const search = new URLSearchParams(
          Object.entries(query).map(([name, value]) => [name, String(value)] as [string, string]),
        ).toString();
        const answer = await api.ask(search ? `${path}?${search}` : path, {
          method: one.method,
          as: person(role, '5117'),
          ...(body === undefined ? {} : { body }),
          ...(ifMatch && one.method !== 'GET' ? { headers: { 'if-match': ifMatch } } : {}),
        });
        expect(answer.status, answer.text).toBeLessThan(500);
        expect(findFault(one.operation, answer.status, answer.type, answer.body)).toBeUndefined();
      }),
      { numRuns: runs(25) },
    );
  },
);
