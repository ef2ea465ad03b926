import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { tableClient } from '../../../shared/table/client.ts';

interface Asked {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Takes down what it is asked, and has nothing. Says no time, by which a client would set its own. */
const asked: Asked[] = [];
const server = createServer(async (request, response) => {
  asked.push({ headers: request.headers, body: (await request.toArray()).join('') });
  response.sendDate = false;
  response.setHeader('content-type', 'application/x-amz-json-1.0').end('{}');
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
  vi.useRealTimers();
});

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyed = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** What a request is signed with, and what AWS would expect there (Signature Version 4), word by word. */
const signed = ({ headers, body }: Asked) => {
  const { authorization = '' } = headers;
  const [, scope = '', names = '', signature] =
    /^AWS4-HMAC-SHA256 Credential=local\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(authorization) ??
    [];
  const lines = names.split(';').map((name) => `${name}:${headers[name]}`);
  const canonical = ['POST', '/', '', ...lines, '', names, hash(body)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(keyed, 'AWS4local');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, hash(canonical)].join('\n');
  return { scope, signature, expected: keyed(key, text).toString('hex') };
};

test('every read asks for its own, and is signed as AWS asks: for itself, on its own day', async () => {
  const { client } = tableClient('houfu', endpoint);
  const days = ['2026-06-15', '2026-06-15', '2026-06-16'];
  for (const [i, day] of days.entries()) {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(`${day}T04:00:00Z`) });
    await client.send(new GetCommand({ TableName: 'houfu', Key: { pk: `H#${i}`, sk: 'RECORD' } }));
  }
  client.destroy();
  const keys = asked.map(({ body }) => (JSON.parse(body) as { Key: { pk: { S: string } } }).Key.pk.S);
  expect(keys).toEqual(['H#0', 'H#1', 'H#2']);
  const signatures = asked.map(signed);
  expect(signatures.map(({ scope }) => scope)).toEqual(
    days.map((day) => `${day.replaceAll('-', '')}/local/dynamodb/aws4_request`),
  );
  for (const { signature, expected } of signatures) expect(signature).toBe(expected);
  expect(new Set(signatures.map(({ signature }) => signature)).size).toBe(3);
});
