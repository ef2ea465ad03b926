import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../../../functions/api/openapi/document.ts';
import { openApiText } from '../../../functions/api/openapi/document-text.ts';
import { redocScript } from '../../../functions/api/openapi/redoc-script.ts';
import { ROUTES } from '../../../functions/api/routes/index.ts';
import { version } from '../../../package.json';
import { isIdNumber } from '../../../shared/domain/records/id-number.ts';

const OPENAPI = new URL('../../../functions/api/openapi/', import.meta.url);
const fileOf = (name: string) => readFile(new URL(name, OPENAPI), 'utf8');

interface Media {
  readonly schema: object;
  readonly example?: unknown;
}
interface Answer {
  readonly $ref?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, Media>>;
}
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly 'x-roles'?: readonly string[];
  readonly parameters?: readonly { readonly $ref?: string; readonly in?: string; readonly name?: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

const document = openApiDocument(version);
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      operation,
    })),
);
const operationOf = (name: string) => operations.find((one) => one.name === name)?.operation;
const WITHOUT_TOKEN = ['GET /docs', 'GET /healthz', 'GET /openapi.json'];

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, 'document');

/** Validates a value by the schema at a place of the document; returns the errors. */
const errorsAt = (place: readonly string[], value: unknown): unknown => {
  const pointer = place.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1')));
  const validate = ajv.compile({ $ref: `document#/${pointer.join('/')}` });
  return validate(value) ? [] : validate.errors;
};

/** Every object within a value, with its place. */
const nodesIn = (
  value: unknown,
  place: readonly string[] = [],
): [readonly string[], Record<string, unknown>][] => {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([key, one]) => nodesIn(one, [...place, key]));
  return Array.isArray(value) ? inner : [[place, value as Record<string, unknown>], ...inner];
};
const nodes = nodesIn(document);

describe('the document', () => {
  test('is the committed file: otherwise run `npm run openapi`', async () => {
    expect(await fileOf('openapi.json')).toBe(openApiText(document));
  });

  test('has every route of the list, what asks for no token, and nothing else', () => {
    const listed = ROUTES.map(({ method, path }) => `${method} ${path}`);
    expect(operations.map(({ name }) => name).sort()).toEqual([...listed, ...WITHOUT_TOKEN].sort());
  });

  test('names each operation once, in both languages, in a group that it describes', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags?.map(({ name }) => name);
    for (const { operation } of operations) {
      expect(operation.summary).toMatch(/\p{Script=Han}.* · \w/u);
      expect(tags).toContain(operation.tags[0]);
    }
    expect(new Set(operations.flatMap(({ operation }) => operation.tags))).toEqual(new Set(tags));
  });

  test.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s says what it takes and refuses',
    (name, route) => {
      const { requestBody, parameters = [], responses, 'x-roles': roles } = operationOf(name) as Operation;
      const writes = route.method !== 'GET';
      const statuses = Object.keys(responses);
      expect(statuses).toEqual(expect.arrayContaining(['400', '401', '403', '500', '503']));
      expect(statuses.includes(route.creates ? '201' : '200')).toBe(true);
      expect(statuses.includes('409')).toBe(writes);
      expect(statuses.includes('413')).toBe(writes);
      expect(statuses.includes('415')).toBe(route.body !== undefined);
      expect(statuses.includes('429')).toBe(route.allowance !== undefined);
      if (route.params) expect(statuses).toContain('404');
      expect(requestBody !== undefined).toBe(route.body !== undefined);
      const refs = parameters.flatMap(({ $ref }) => ($ref ? [$ref.split('/').at(-1)] : []));
      expect(refs).toContain('AcceptLanguage');
      expect(refs.includes('IdempotencyKey')).toBe(writes);
      const inPath = parameters.filter((one) => one.in === 'path').map((one) => `{${one.name}}`);
      expect(inPath.sort()).toEqual([...route.path.matchAll(/\{\w+\}/g)].map(([one]) => one).sort());
      expect(roles?.length).toBeGreaterThan(0);
    },
  );

  test('refers only to what it has', () => {
    const refs = nodes.flatMap(([, { $ref }]) => (typeof $ref === 'string' ? [$ref] : []));
    const known = nodes.map(([place]) => `#/${place.join('/')}`);
    expect(known).toEqual(expect.arrayContaining([...new Set(refs)]));
    expect(refs.length).toBeGreaterThan(500);
  });

  test('has patterns that every reader of ECMA 262 understands', () => {
    const patterns = nodes.flatMap(([, { pattern }]) => (typeof pattern === 'string' ? [pattern] : []));
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
    expect(patterns.length).toBeGreaterThan(5);
  });

  test('says of every value what it is, but for what a change was from and to', () => {
    const anything = nodes.filter(([place, node]) => {
      const isProperty = place.at(-2) === 'properties';
      const isItem = place.at(-1) === 'items' || place.at(-1) === 'schema';
      const says = Object.keys(node).filter((key) => key !== 'description');
      return (isProperty || isItem) && !place.includes('example') && says.length === 0;
    });
    expect(anything.map(([place]) => place.slice(2).join('/')).sort()).toEqual(
      ['HouseholdChange', 'SiteChange'].flatMap((name) => [
        `${name}/properties/from`,
        `${name}/properties/to`,
      ]),
    );
  });

  test('describes every schema, parameter and field in both languages', () => {
    const isDescribed = ({ description }: Record<string, unknown>) =>
      /\p{Script=Han}.* · \S/u.test(String(description));
    const described = nodes.filter(([place, node]) => {
      if (place.includes('example')) return false;
      const isSchema = place.length === 3 && place[1] === 'schemas';
      const isParameter = place.at(-2) === 'parameters' && node.$ref === undefined;
      // The names of rules and of measures speak for themselves.
      const isField = place.at(-2) === 'properties' && !/^R\d+$/.test(place.at(-1) ?? '');
      return isSchema || isParameter || (isField && node.$ref !== '#/components/schemas/Standing');
    });
    expect(described.length).toBeGreaterThan(1000);
    const missing = described.filter(([, node]) => !isDescribed(node));
    expect(missing.map(([place]) => place.join('/'))).toEqual([]);
  });

  test('has objects that have no field beside their own', () => {
    const open = nodes.filter(
      ([place, node]) =>
        node.type === 'object' &&
        node.properties !== undefined &&
        node.additionalProperties !== false &&
        !place.includes('/openapi.json'),
    );
    expect(open.map(([place]) => place.join('/'))).toEqual([]);
  });

  test('says nothing of the inside', () => {
    expect(JSON.stringify(document)).not.toMatch(
      /node_modules|\.ts\b|functions\/|shared\/|dynamo|lambda|stack/i,
    );
  });
});

describe('its examples', () => {
  const bodies = ROUTES.flatMap(({ method, path, body }) => {
    const name = `${method} ${path}`;
    return body ? [[name, method.toLowerCase(), path, body] as const] : [];
  });

  test.each(bodies)('%s: the body is accepted', (name, method, path, schema) => {
    const example = operationOf(name)?.requestBody?.content['application/json']?.example;
    expect(example).toBeDefined();
    const place = ['paths', path, method, 'requestBody', 'content', 'application/json', 'schema'];
    expect(errorsAt(place, example)).toEqual([]);
    expect(errorsAt(place, { ...(example as object), surplus: 1 })).not.toEqual([]);
    expect(schema.safeParse(example)).toMatchObject({ success: true });
  });

  test.each(operations.filter(({ name }) => !/docs|openapi.json/.test(name)))(
    '$name: the answer is one of its schema',
    ({ name, operation }) => {
      const [method = '', path = ''] = name.split(' ');
      const own = Object.entries(operation.responses).filter(([, { $ref }]) => !$ref);
      expect(own.length).toBeGreaterThan(0);
      for (const [status, { content = {} }] of own) {
        const place = ['paths', path, method.toLowerCase(), 'responses', status, 'content'];
        const example = content['application/json']?.example;
        expect(example).toBeDefined();
        expect(errorsAt([...place, 'application/json', 'schema'], example)).toEqual([]);
        expect(errorsAt([...place, 'application/json', 'schema'], { surplus: 1 })).not.toEqual([]);
      }
    },
  );

  test('of errors are problems', () => {
    const responses = Object.entries(document.components?.responses as Record<string, Answer>);
    for (const [name, { content = {} }] of responses) {
      const example = content['application/problem+json']?.example;
      expect([name, errorsAt(['components', 'schemas', 'Problem'], example)]).toEqual([name, []]);
      expect(JSON.stringify(example)).not.toMatch(/\{\w+\}|"message":"[a-z_]+"/);
    }
    expect(responses.length).toBe(12);
  });

  test('speak of nobody: their ID numbers are of a place that there is not', () => {
    const numbers = JSON.stringify(document).match(/\b\d{17}[\dX]\b/g) ?? [];
    expect(numbers.length).toBeGreaterThan(3);
    for (const number of numbers)
      expect([number, isIdNumber(number)]).toEqual([expect.stringMatching(/^511799/), true]);
  });
});

describe('the page', () => {
  test('has the script of the installed Redoc: otherwise run `npm run openapi`', async () => {
    const script = gunzipSync(await readFile(new URL('redoc.js.gz', OPENAPI)));
    expect(script.equals(Buffer.from(await redocScript()))).toBe(true);
  });

  test('has no script or style of its own, and names nothing from elsewhere', async () => {
    const page = await fileOf('docs.html');
    const links = [...page.matchAll(/ (?:href|src)="([^"]+)"/g)].map(([, link]) => link);
    expect([...new Set(links)].sort()).toEqual(['data:,', 'docs/docs.js', 'openapi.json']);
    expect(page).not.toMatch(/<style| style=|<script[^>]*>[^<]| on\w+=/);
  });
});

test('nothing that makes them is in the function', async () => {
  const { metafile } = await build({
    entryPoints: ['functions/api/lambda.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs);
  expect(inputs).toContain('functions/api/app.ts');
  expect(inputs.filter((input) => /api\/openapi\/|routes\/examples\/|zod-openapi/.test(input))).toEqual([]);
});
