import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { Busy } from '../../../shared/faults.ts';
import { SUMMARY_NAME } from '../../../shared/table/record/stored-summary.ts';
import { tableClient } from '../../../shared/table/store/client.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { familyId, placeId } from '../../families.ts';
import { everything, type Item, tamper } from '../../shared/table/raw.ts';
import { apiOf, countyApi, TOWNSHIPS } from './county.ts';

/** What was logged beside the line of each request. */
const failures = ({ logged }: TestDeps) => logged.filter(({ event }) => event !== 'request');

/** An address of this machine at which nothing listens. */
const NOBODY = 'http://127.0.0.1:9';

/** The API around a table that answers every query with this error. */
const failing = async (error: Error) => {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }));
  mockClient(client).on(QueryCommand).rejects(error);
  const deps = await testDeps('2026-06-15', { client, name: 'houfu' });
  return { deps, ...apiOf(deps) };
};

const named = (name: string, message = 'SECRET of the inside') => Object.assign(new Error(message), { name });

describe('healthz', () => {
  test('says the version and that the table answers', async () => {
    const { status, text } = await (await countyApi()).ask('/healthz');
    expect([status, JSON.parse(text)]).toEqual([200, { version: '1.2.3', table: 'answers' }]);
  });

  test('is 503 where the table is silent, and so is whatever reads it', async () => {
    const deps = await testDeps('2026-06-15', tableClient('houfu', NOBODY));
    const { ask } = apiOf(deps);
    const { status, text } = await ask('/healthz');
    expect([status, JSON.parse(text)]).toEqual([503, { version: '1.2.3', table: 'silent' }]);
    const list = await ask('/households?area=511722107');
    expect([list.status, list.headers.get('retry-after')]).toEqual([503, '2']);
    deps.table.client.destroy();
  });
});

describe('an error', () => {
  test.each([
    new Busy('conflicts'),
    named('ThrottlingException'),
    named('ProvisionedThroughputExceededException'),
    named('InternalServerError'),
    named('TimeoutError'),
  ])('that passes is 503 and says when to come again: $name', async (error) => {
    const { ask, deps } = await failing(error);
    for (const path of ['/households', '/flags', `/households/${familyId(1)}`, `/sites/${placeId(1)}`]) {
      const { status, type, headers, text } = await ask(path);
      expect([status, type]).toEqual([503, 'application/problem+json; charset=utf-8']);
      expect(headers.get('retry-after')).toBe('2');
      expect(text).not.toContain('SECRET');
    }
    expect(failures(deps)).toEqual([]);
  });

  test('that nobody expects says nothing of the inside, and is found in the log', async () => {
    const { ask, deps } = await failing(named('TypeError'));
    const { status, type, text, body } = await ask(`/households/${familyId(1)}`);
    expect([status, type]).toEqual([500, 'application/problem+json; charset=utf-8']);
    expect(text).not.toMatch(/SECRET|TypeError|\.ts/);
    expect(body.instance).toEqual(expect.any(String));
    expect(failures(deps)).toMatchObject([
      {
        event: 'request_failed',
        fields: { request: body.instance, route: expect.stringContaining('/households/:id') },
      },
    ]);
    expect(JSON.stringify(deps.logged)).not.toContain(familyId(1));
  });
});

describe('a stored record that cannot be read', () => {
  const spoiled = async () => {
    const county = await countyApi();
    const key = recordKey({ kind: 'household', id: familyId(4) });
    await tamper(county.deps.table, key, (item) => {
      const { members } = item.record as { members: Item[] };
      for (const member of members) member.birth = { 成员4之0: '511799199203050014' };
      item.summary = { [SUMMARY_NAME]: { 成员4之0: '511799199203050014' } };
    });
    return county;
  };

  test.each([
    `/households/${familyId(4)}`,
    `/households/${familyId(4)}/findings?on=2026-06-15`,
    `/households?area=${TOWNSHIPS[0]}`,
  ])(
    'is no fault of whoever asks: %s is 500, found in the log, and says nothing of the inside',
    async (path) => {
      const { ask, deps } = await spoiled();
      const { status, type, text, body } = await ask(path);
      expect([status, type]).toEqual([500, 'application/problem+json; charset=utf-8']);
      expect(body.errors).toBeUndefined();
      expect(text).not.toMatch(/成员|511799|birth|members/);
      expect(failures(deps)).toMatchObject([{ event: 'request_failed', fields: { request: body.instance } }]);
      expect(JSON.stringify(deps.logged)).not.toMatch(/成员|511799/);
    },
  );

  test('leaves a request that is wrong itself 400', async () => {
    const { ask, deps } = await spoiled();
    const { status, body } = await ask(`/households/${familyId(4)}/findings?on=2026-02-30`);
    expect([status, body.errors[0]?.path]).toEqual([400, 'on']);
    expect(failures(deps)).toEqual([]);
  });
});

describe('what is not to be changed', () => {
  test.each([
    ['POST', '/healthz'],
    ['PATCH', '/households'],
    ['PUT', '/households'],
    ['DELETE', `/households/${familyId(1)}`],
    ['PUT', `/households/${familyId(1)}`],
    ['POST', `/households/${familyId(1)}/findings`],
    ['DELETE', `/households/${familyId(1)}/changes`],
    ['DELETE', '/sites'],
    ['DELETE', `/sites/${placeId(1)}`],
    ['DELETE', '/flags'],
    ['PATCH', '/openapi.json'],
    ['QUERY', '/households'],
    ['TRACES', '/households'],
  ])('by %s of %s stays as it is', async (method, path) => {
    const { deps, ask } = await countyApi();
    const before = await everything(deps.table);
    expect(before.length).toBeGreaterThan(30);
    const { status, type, headers } = await ask(path, { method });
    expect([status, type]).toEqual([405, 'application/problem+json; charset=utf-8']);
    expect(headers.get('allow')?.split(', ')).not.toContain(method);
    expect(await everything(deps.table)).toEqual(before);
  });
});
