import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { tableClient } from '../../../shared/table/client.ts';
import { Busy } from '../../../shared/table/faults.ts';
import { recordKey } from '../../../shared/table/keys.ts';
import { testDeps } from '../../deps.ts';
import { familyId, placeId } from '../../families.ts';
import { type Item, tamper } from '../../shared/table/raw.ts';
import { apiOf, countyApi, TOWNSHIPS } from './county.ts';

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
    expect(deps.logged).toEqual([]);
  });

  test('that nobody expects says nothing of the inside, and is found in the log', async () => {
    const { ask, deps } = await failing(named('TypeError'));
    const { status, type, text, body } = await ask(`/households/${familyId(1)}`);
    expect([status, type]).toEqual([500, 'application/problem+json; charset=utf-8']);
    expect(text).not.toMatch(/SECRET|TypeError|\.ts/);
    expect(body.instance).toEqual(expect.any(String));
    expect(deps.logged).toMatchObject([
      {
        event: 'request_failed',
        fields: { instance: body.instance, path: expect.stringContaining('/households/:id') },
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
      item.summary = { name: { 成员4之0: '511799199203050014' } };
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
      expect(deps.logged).toMatchObject([{ event: 'request_failed', fields: { instance: body.instance } }]);
      expect(JSON.stringify(deps.logged)).not.toMatch(/成员|511799/);
    },
  );

  test('leaves a request that is wrong itself 400', async () => {
    const { ask, deps } = await spoiled();
    const { status, body } = await ask(`/households/${familyId(4)}/findings?on=2026-02-30`);
    expect([status, body.errors[0]?.path]).toEqual([400, 'on']);
    expect(deps.logged).toEqual([]);
  });
});

describe('what would change something', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s is refused, and nothing changes', async (method) => {
    const { deps, ask } = await countyApi();
    const all = async () => {
      const { Items = [] } = await deps.table.client.send(
        new ScanCommand({ TableName: deps.table.name, ConsistentRead: true }),
      );
      return Object.fromEntries(Items.map((item) => [`${item.pk} ${item.sk}`, item]));
    };
    const before = await all();
    expect(Object.keys(before).length).toBeGreaterThan(30);
    for (const path of [
      '/healthz',
      '/households',
      `/households/${familyId(1)}`,
      `/households/${familyId(1)}/findings`,
      '/sites',
      `/sites/${placeId(1)}`,
      '/flags',
    ]) {
      const { status, type } = await ask(path, { method, ...(method === 'DELETE' ? {} : { body: '{}' }) });
      expect([404, 405]).toContain(status);
      expect(type).toBe('application/problem+json; charset=utf-8');
    }
    expect(await all()).toEqual(before);
  });
});
