import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll } from 'vitest';

interface SendMessageBatch {
  readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[];
}

/** Takes messages as SQS does (its JSON protocol) and keeps their bodies in the order in which they came. */
export async function queueStandIn() {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    if (request.headers['x-amz-target'] !== 'AmazonSQS.SendMessageBatch')
      return response.writeHead(400).end();
    const { Entries } = (await json(request)) as SendMessageBatch;
    const Successful = Entries.map(({ Id, MessageBody }) => {
      bodies.push(MessageBody);
      const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
      return { Id, MessageId: `${bodies.length}`, MD5OfMessageBody };
    });
    response
      .setHeader('content-type', 'application/x-amz-json-1.0')
      .end(JSON.stringify({ Successful, Failed: [] }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => server.close());
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the system gave no port');
  return { url: `http://127.0.0.1:${address.port}/123456789012/townships`, bodies };
}
