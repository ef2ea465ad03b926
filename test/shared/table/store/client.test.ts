import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Busy } from '../../../../shared/faults.ts';
import { abortable, type TableClient, tableClient } from '../../../../shared/table/store/client.ts';

/** The bodies of the requests, of which the server finds nothing. */
let asked: string[] = [];
/** So many more times it answers that it cannot now. */
let turnsAway = 0;
/** So many more times its answer breaks off. */
let breaksOff = 0;
/** Whether it finds what it is asked for, with nothing but its key. */
let echoing = false;
/** Called with the way to answer, in place of answering, while there is one. */
let held: ((answer: () => void) => void) | undefined;
const server = createServer(async (request, response) => {
  const body = (await request.toArray()).join('');
  asked.push(body);
  if (turnsAway-- > 0) response.statusCode = 500;
  const { Key } = JSON.parse(body || '{}') as { Key?: object };
  const found = JSON.stringify(echoing ? { Item: Key } : {});
  const answer = () => response.setHeader('content-type', 'application/x-amz-json-1.0').end(found);
  if (breaksOff-- > 0)
    response.writeHead(200, { 'content-length': 1000 }).write('{', () => response.destroy());
  else if (held) held(answer);
  else answer();
});
let endpoint: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
afterEach(() => {
  asked = [];
  turnsAway = 0;
  breaksOff = 0;
  echoing = false;
  held = undefined;
});

const keyOf = (body: string): string => (JSON.parse(body) as { Key: { pk: { S: string } } }).Key.pk.S;
const read = (pk = 'H#1') => new GetCommand({ TableName: 'houfu', Key: { pk, sk: 'RECORD' } });
const write = () => new PutCommand({ TableName: 'houfu', Item: { pk: 'H#1', sk: 'RECORD' } });

const refusedWith = (command: GetCommand | PutCommand, client: TableClient['client']) =>
  client.send(command as GetCommand).catch((error: unknown) => Busy.from(error));

const opened = () => tableClient('houfu', endpoint);

/** The table for one request, and what gives the request up. */
const requestOn = (whole: TableClient) => {
  const controller = new AbortController();
  return { table: abortable(whole, controller.signal), giveUp: () => controller.abort() };
};

describe('a request that is given up', () => {
  test('sends nothing more: neither reads nor writes', async () => {
    const whole = opened();
    const { table, giveUp } = requestOn(whole);
    for (const command of [read(), write()]) await table.client.send(command as GetCommand);
    giveUp();
    for (const command of [read(), write()]) {
      await expect(table.client.send(command as GetCommand)).rejects.toThrow(Busy);
    }
    expect(asked).toHaveLength(2);
    // The client is that of others, too.
    await whole.client.send(read());
    expect(asked).toHaveLength(3);
    whole.client.destroy();
  });

  test.each([
    ['read', read],
    ['write', write],
  ] as const)('ends the %s that is under way, which is not sent again', async (_, command) => {
    const whole = opened();
    await whole.client.send(command() as GetCommand);
    const { table, giveUp } = requestOn(whole);
    const arrives = new Promise<() => void>((resolve) => {
      held = resolve;
    });
    const answered = table.client.send(command() as GetCommand).catch((error: unknown) => error);
    const answer = await arrives;
    giveUp();
    expect(Busy.from(await answered)).toMatchObject({ name: 'Busy', message: 'AbortError' });
    answer();
    held = undefined;
    await whole.client.send(command() as GetCommand);
    expect(asked).toHaveLength(3);
    whole.client.destroy();
  });
});

test('reads at once, some turned away and some given up, are each answered with their own', async () => {
  const whole = opened();
  await whole.client.send(read('first'));
  echoing = true;
  turnsAway = 20;
  const outcomes = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      const { table, giveUp } = requestOn(whole);
      const found = table.client
        .send(read(`H#${n}`))
        .then(({ Item }) => Item?.pk)
        .catch((error: Error) => error.name);
      if (n % 10 === 0) giveUp();
      return found;
    }),
  );
  whole.client.destroy();
  expect(outcomes).toEqual(outcomes.map((_, n) => (n % 10 === 0 ? 'AbortError' : `H#${n}`)));
  expect(new Set(asked.map(keyOf)).size).toBeGreaterThanOrEqual(181);
});

test('a read that is turned away is sent again, however many were sent before it', async () => {
  const { client } = opened();
  for (const pk of ['H#1', 'H#2', 'H#3']) {
    turnsAway = 1;
    asked = [];
    const found = await client.send(read(pk));
    expect(found.$metadata.attempts).toBe(2);
    expect(asked.map(keyOf)).toEqual([pk, pk]);
  }
  client.destroy();
});

test.each([
  ['read', read],
  ['write', write],
] as const)(
  'a %s whose answer breaks off is sent again, and is Busy where it goes on so',
  async (_, command) => {
    const { client } = opened();
    breaksOff = 1;
    const { $metadata } = await client.send(command() as GetCommand);
    expect([$metadata.attempts, asked.length]).toEqual([2, 2]);
    breaksOff = 4;
    expect(await refusedWith(command(), client)).toBeInstanceOf(Busy);
    client.destroy();
  },
);

test('a table that is not there is Busy', async () => {
  const { client } = tableClient('houfu', 'http://127.0.0.1:1');
  expect(await refusedWith(read(), client)).toBeInstanceOf(Busy);
  client.destroy();
});

test('a call that is not answered is made again after three seconds', async () => {
  const whole = opened();
  const { table, giveUp } = requestOn(whole);
  const again = new Promise<void>((resolve) => {
    held = () => {
      if (asked.length === 2) resolve();
    };
  });
  const answered = refusedWith(write(), table.client);
  await again;
  giveUp();
  expect(await answered).toBeInstanceOf(Busy);
  whole.client.destroy();
});
