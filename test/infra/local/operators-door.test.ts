import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ListTablesCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { describeFailure } from '../../../infra/local/describe-failure.ts';
import { readEngineRecord } from '../../../infra/local/engine/record.ts';
import { environmentFrom } from '../../../infra/local/environment.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { runRehash } from '../../../infra/local/jobs/rehash.ts';
import { openMachine } from '../../../infra/local/machine.ts';
import { prepareTable } from '../../../infra/local/table.ts';
import { act } from '../../../shared/act/act.ts';
import { tableClient } from '../../../shared/table/store/client.ts';
import { isLoopback } from '../../../shared/table/store/endpoint.ts';
import { person } from '../../deps.ts';
import { testEndpoint, testTable } from '../../engine.ts';
import { family, familyId, registerAgain } from '../../families.ts';
import { everything } from '../../shared/table/raw.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-door-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const clerk = person('township_clerk');
const STEPS = { rotate: false, finish: false, lost: false };
const output: Output = {
  ...{ language: 'en', json: false, say: () => {}, isOver: () => false, remark: () => {} },
  progress: () => ({ at: () => {}, done: () => {} }),
};
const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const settings = (variables: Record<string, string>) =>
  environmentFrom({ HOUFU_DATA: join(folder, 'a'), ...variables });
/** Opens the machine, does some work and closes it again. */
const open = async (
  variables: Record<string, string>,
  work: (machine: Awaited<ReturnType<typeof openMachine>>) => Promise<unknown> = async () => {},
) => {
  const machine = await openMachine(settings(variables));
  try {
    return await work(machine);
  } finally {
    await machine.stop();
  }
};
const refusal = (variables: Record<string, string>) =>
  open(variables).then(
    () => 'opened',
    (error: unknown) => describeFailure(error),
  );
/** The engine of this file as AWS: found by the SDK, not by `DYNAMODB_ENDPOINT`. */
const asAws = async () => {
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', await testEndpoint());
  vi.stubEnv('AWS_REGION', 'cn-northwest-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
};

describe('the endpoint', () => {
  test.each([
    ['http://127.0.0.1:8000', true],
    ['http://127.9.9.9:8000', true],
    ['http://localhost:8000', true],
    ['http://[::1]:8000', true],
    ['http://0.0.0.0:8000', false],
    ['http://128.0.0.1:8000', false],
    ['http://127.0.0.1.example.org', false],
    ['http://dynamodb:8000', false],
    ['https://localhost.example.org', false],
    ['https://dynamodb.cn-northwest-1.amazonaws.com.cn', false],
  ])('%s is on this machine: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected);
  });

  test.each(['aws', 'https://dynamodb.eu-west-1.amazonaws.com', 'http://dynamodb:8000'])(
    '%s needs the name of a table',
    (DYNAMODB_ENDPOINT) => {
      expect(() => settings({ DYNAMODB_ENDPOINT })).toThrow(/^HOUFU_TABLE: .*TableName.* \/ .*TableName/);
      expect(settings({ DYNAMODB_ENDPOINT, HOUFU_TABLE: 'prod' })).toMatchObject({ HOUFU_TABLE: 'prod' });
    },
  );

  test.each(['http://127.0.0.1:8000', 'http://[::1]:8000'])('%s has a table by default', (endpoint) => {
    expect(settings({ DYNAMODB_ENDPOINT: endpoint })).toMatchObject({ HOUFU_TABLE: 'houfu' });
  });
});

describe('credentials and region', () => {
  const config = async (endpoint: string | undefined) => {
    const { client } = tableClient('houfu', endpoint);
    const { region, credentials } = client.config;
    const found = { region: await region(), key: (await credentials()).accessKeyId };
    client.destroy();
    return found;
  };

  test('of AWS are those of the profile', async () => {
    await writeFile(join(folder, 'config'), '[profile county]\nregion = cn-north-1\n');
    await writeFile(
      join(folder, 'credentials'),
      '[county]\naws_access_key_id = OF_PROFILE\naws_secret_access_key = x\n',
    );
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
    vi.stubEnv('AWS_PROFILE', 'county');
    for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      vi.stubEnv(name, undefined);
    const profile = { region: 'cn-north-1', key: 'OF_PROFILE' };
    expect(await config(undefined)).toEqual(profile);
    expect(await config('https://dynamodb.cn-north-1.amazonaws.com.cn')).toEqual(profile);
    expect((await config('http://127.0.0.1:8000')).key).toBe('local');
  });

  test('that are missing are a sentence', async () => {
    vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'none'));
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'none'));
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    for (const name of ['AWS_REGION', 'AWS_PROFILE', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      vi.stubEnv(name, undefined);
    const aws = { DYNAMODB_ENDPOINT: 'aws', HOUFU_TABLE: 'houfu' };
    expect(await refusal(aws)).toMatch(/AWS_REGION \/ .*AWS_REGION$/);
    vi.stubEnv('AWS_REGION', 'cn-northwest-1');
    expect(await refusal(aws)).toMatch(/aws sso login.* \/ .*AWS_PROFILE$/);
  });
});

describe('a table elsewhere', () => {
  const elsewhere = { DYNAMODB_ENDPOINT: 'aws', HOUFU_TABLE: 'houfu-production' };

  test('that is missing is named and not created', async () => {
    await asAws();
    expect(await refusal(elsewhere)).toMatch(
      /^HOUFU_TABLE=houfu-production: AWS cn-northwest-1 没有这张表.*cdk deploy.* \/ .*cdk deploy/,
    );
    const { client } = await testTable();
    expect((await client.send(new ListTablesCommand({}))).TableNames).not.toContain('houfu-production');
    expect(await readdir(join(folder, 'a'))).toEqual([]);
    expect(await readEngineRecord(join(folder, 'a'))).toBeUndefined();
  });

  test('is neither created nor altered, whatever it lacks', async () => {
    const table = tableClient('houfu-production', undefined);
    const sent = mockClient(table.client);
    sent.on(DescribeTableCommand).resolves({ Table: { GlobalSecondaryIndexes: [{ IndexName: 'byArea' }] } });
    for (const DYNAMODB_ENDPOINT of ['aws', 'https://dynamodb.eu-west-1.amazonaws.com']) {
      const environment = settings({ ...elsewhere, DYNAMODB_ENDPOINT });
      await expect(prepareTable(table, environment)).rejects.toThrow(/byName.* \/ .*byName/);
    }
    expect(sent.commandCalls(CreateTableCommand)).toHaveLength(0);
    expect(sent.commandCalls(UpdateTableCommand)).toHaveLength(0);
    expect(sent.commandCalls(DescribeTableCommand)).toHaveLength(2);
    table.client.destroy();
  });

  test('gives jobs that register nobody all they need, and no key file is made', async () => {
    await asAws();
    const { name } = await testTable();
    const variables = { ...elsewhere, HOUFU_TABLE: name };
    await open(variables, async ({ deps, keyFile, embedded }) => {
      expect([keyFile, embedded]).toEqual([undefined, false]);
      const error = await act(deps, clerk, family(1)).catch((thrown: unknown) => thrown);
      expect(describeFailure(error)).toMatch(/^没有人员密钥.*HOUFU_SECRET_ARN.* \/ /);
      expect(await everything(deps.table)).toEqual([]);
    });
    expect(await readdir(join(folder, 'a'))).toEqual([]);
  });

  test('is used with the key that is named', async () => {
    await asAws();
    const { name } = await testTable();
    const variables = { ...elsewhere, HOUFU_TABLE: name, HOUFU_PERSON_KEY: keyOf(1) };
    await open(variables, ({ deps }) => act(deps, clerk, family(1)));
    expect(await refusal({ ...variables, HOUFU_PERSON_KEY: keyOf(2) })).toMatch(
      /^HOUFU_PERSON_KEY: 这不是该表登记人员所用的密钥.* \/ .*previous/,
    );
    expect(await refusal(variables)).toBe('opened');
  });
});

describe('a second data folder on one table', () => {
  test('without the first one’s key is refused, makes no key and writes nothing', async () => {
    const table = await testTable();
    const shared = { DYNAMODB_ENDPOINT: await testEndpoint(), HOUFU_TABLE: table.name };
    await open(shared, ({ deps }) => act(deps, clerk, family(1)));
    const before = await everything(table);
    const second = { ...shared, HOUFU_DATA: join(folder, 'b') };
    expect(await refusal(second)).toMatch(
      /b\/person-key: 没有密钥文件.*HOUFU_SECRET_ARN.* \/ .*HOUFU_SECRET_ARN.*key-rotation/,
    );
    expect(await readdir(join(folder, 'b'))).toEqual([]);
    await writeFile(join(folder, 'b', 'person-key'), keyOf(9));
    expect(await refusal(second)).toMatch(/b\/person-key: 这不是该表登记人员所用的密钥/);
    expect(await everything(table)).toEqual(before);
  });

  test('that lost its key file makes no other', async () => {
    await open({}, ({ deps }) => act(deps, clerk, family(1)));
    await rm(join(folder, 'a', 'person-key'));
    expect(await refusal({})).toMatch(/a\/person-key: 没有密钥文件/);
    expect(await readdir(join(folder, 'a'))).not.toContain('person-key');
  });

  test('that lost its key for good claims everybody under another one, on request', async () => {
    await open({}, ({ deps }) => act(deps, clerk, family(1)));
    await rm(join(folder, 'a', 'person-key'));
    const machine = await openMachine(settings({}), { isKeyLost: true });
    expect(await runRehash(machine.deps, machine.keyFile, { ...STEPS, lost: true }, output)).toBe(true);
    await machine.stop();
    await open({}, async ({ deps }) => {
      const again = registerAgain(family(1), familyId(2));
      await expect(act(deps, clerk, again)).rejects.toMatchObject({ code: 'person_elsewhere' });
    });
  });
});

test('two processes that begin a table at the same moment have one key', async () => {
  const { name: HOUFU_TABLE } = await testTable();
  const engine = await testEndpoint();
  let first: Promise<unknown> | undefined;
  // The first process makes the key while the second one reads whether the table has any.
  const proxy = createServer(async (request, response) => {
    const body = await buffer(request);
    if (body.includes('P#KEY')) {
      first ??= open({ DYNAMODB_ENDPOINT: engine, HOUFU_TABLE });
      await first;
    }
    const names = ['content-type', 'x-amz-target', 'x-amz-date', 'authorization'];
    const headers = names.map((name) => [name, String(request.headers[name])]);
    const answer = await fetch(engine, { method: 'POST', headers: Object.fromEntries(headers), body });
    const content = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(content);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  try {
    expect(await refusal({ DYNAMODB_ENDPOINT: `http://127.0.0.1:${port}`, HOUFU_TABLE })).toBe('opened');
  } finally {
    await new Promise((resolve) => proxy.close(resolve));
  }
});

test('a rotation takes the table’s fingerprint along', async () => {
  const file = join(folder, 'a', 'person-key');
  const rehash = (step: Partial<typeof STEPS>) =>
    open({}, ({ deps, keyFile }) =>
      runRehash({ ...deps, pause: async () => {} }, keyFile, { ...STEPS, ...step }, output),
    );
  await open({}, ({ deps }) => act(deps, clerk, family(1)));
  const old = await readFile(file, 'utf8');
  expect(await rehash({ rotate: true })).toBe(true);
  const both = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ current: both.current }));
  expect(await refusal({})).toMatch(/previous/);
  for (const valid of [old, JSON.stringify(both)]) {
    await writeFile(file, valid);
    expect(await refusal({})).toBe('opened');
  }
  expect(await rehash({ finish: true })).toBe(true);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ current: both.current });
  expect(await refusal({})).toBe('opened');
  await writeFile(file, old);
  expect(await refusal({})).toMatch(/a\/person-key: 这不是该表登记人员所用的密钥/);
});
