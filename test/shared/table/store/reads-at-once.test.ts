import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TableClient, tableClient } from '../../../../shared/table/store/client.ts';

let server: Server;
let table: TableClient;
/** The SDK as it comes. */
let sdk: DynamoDBDocumentClient;
/** What the service answers next. */
let answer: { status: number; body: object } = { status: 200, body: {} };
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { Item } = JSON.parse(await text(request)) as { Item?: object };
    if (Item) answering({ Item });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  table = tableClient('any', endpoint);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  sdk = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region: 'local', credentials }));
});
afterAll(() => {
  table.client.destroy();
  sdk.destroy();
  server.closeAllConnections();
  server.close();
});

const answering = (body: object, status = 200) => {
  answer = { status, body };
};

/** Names of every kind but one, which the SDK itself loses on the way in, and every way into the system refuses. */
const name = fc
  .oneof(fc.string(), fc.constantFrom('S', 'M', 'N', 'toString', 'found'))
  .filter((one) => one !== '__proto__');

/** Anything that the table may hold. */
const item = fc.dictionary(
  name,
  fc.anything({
    key: name,
    maxDepth: 4,
    values: [
      fc.string(),
      fc.maxSafeInteger(),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.boolean(),
      fc.constant(null),
    ],
  }),
);

const query = { TableName: 'any', KeyConditionExpression: 'pk = :pk' };

describe('what a read finds', () => {
  test('is what the SDK makes of it', async () => {
    await fc.assert(
      fc.asyncProperty(item, async (one) => {
        await sdk.send(new PutCommand({ TableName: 'any', Item: one }));
        const read = () => new GetCommand({ TableName: 'any', Key: { pk: 'x' } });
        const [ours, theirs] = [await table.client.send(read()), await sdk.send(read())];
        expect(ours.Item).toEqual(theirs.Item);
        expect(ours.Item).toBeDefined();
      }),
      { numRuns: 200 },
    );
  });

  test('of a query and of a scan comes with the key to go on behind, and with what it took', async () => {
    const page = {
      Count: 1,
      Items: [{ pk: { S: 'H#1' }, n: { N: '12.5' } }],
      LastEvaluatedKey: { pk: { S: 'H#1' } },
      ConsumedCapacity: { TableName: 'any', CapacityUnits: 0.5 },
    };
    for (const command of [new QueryCommand(query), new ScanCommand({ TableName: 'any' })]) {
      answering(page);
      expect(await table.client.send(command as QueryCommand)).toEqual({
        ...page,
        $metadata: expect.objectContaining({ httpStatusCode: 200, attempts: 1 }),
        Items: [{ pk: 'H#1', n: 12.5 }],
        LastEvaluatedKey: { pk: 'H#1' },
      });
    }
  });

  test('of a batch comes with the keys that were left, as they are asked for again', async () => {
    answering({
      Responses: { any: [{ pk: { S: '1' }, list: { L: [{ NULL: true }, { BOOL: false }] } }] },
      UnprocessedKeys: { any: { ConsistentRead: true, Keys: [{ pk: { S: '2' } }] } },
    });
    const found = await table.client.send(
      new BatchGetCommand({ RequestItems: { any: { Keys: [{ pk: '1' }] } } }),
    );
    expect(found.Responses).toEqual({ any: [{ pk: '1', list: [null, false] }] });
    expect(found.UnprocessedKeys).toEqual({ any: { ConsistentRead: true, Keys: [{ pk: '2' }] } });
  });

  test('has its fields in the order of their names, whatever order they come in', async () => {
    answering({
      Item: {
        pk: { S: '1' },
        map: { M: { b: { L: [{ M: { z: { S: '' }, a: { N: '1' } } }] }, a: { N: '2' } } },
      },
    });
    const found = await table.client.send(new GetCommand({ TableName: 'any', Key: { pk: '1' } }));
    expect(JSON.stringify(found.Item)).toBe('{"map":{"a":2,"b":[{"a":1,"z":""}]},"pk":"1"}');
  });

  test('is nothing where there is nothing', async () => {
    answering({});
    const found = await table.client.send(new GetCommand({ TableName: 'any', Key: { pk: 'x' } }));
    expect(Object.keys(found)).toEqual(['$metadata']);
  });

  test('of a type that the table does not hold is an error, not a guess', async () => {
    answering({ Item: { pk: { S: '1' }, raw: { B: 'aGk=' } } });
    const read = table.client.send(new GetCommand({ TableName: 'any', Key: { pk: 'x' } }));
    await expect(read).rejects.toThrow('an attribute of type B is none of this table');
  });
});

test('a refusal is the error that the SDK makes of it', async () => {
  answering(
    { __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message: 'no table' },
    400,
  );
  await expect(table.client.send(new QueryCommand(query))).rejects.toThrow(ResourceNotFoundException);
});
