import { connect, type Socket } from 'node:net';

export interface LoadRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

interface Connection {
  /** Resolves with the status. */
  readonly send: (request: LoadRequest) => Promise<number>;
  readonly end: () => void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** Opens a kept-alive connection that speaks only as much HTTP as needed, so that the client costs little. */
const connection = async (port: number, token: string): Promise<Connection> => {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let missingBytes = -1;
  let status = 0;
  let resolveStatus: (status: number) => void = () => {};
  socket.on('data', (bytes) => {
    if (missingBytes < 0) {
      const end = bytes.indexOf(HEAD_END);
      const head = bytes.toString('latin1', 0, end);
      status = Number(head.slice(9, 12));
      missingBytes = Number(/content-length: (\d+)/i.exec(head)?.[1]) + end + HEAD_END.length;
    }
    missingBytes -= bytes.length;
    if (missingBytes > 0) return;
    missingBytes = -1;
    resolveStatus(status);
  });
  const headers = `host: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n`;
  return {
    send: ({ method, path, body }) =>
      new Promise((resolve) => {
        resolveStatus = resolve;
        const content = body
          ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
          : '';
        socket.write(`${method} ${path} HTTP/1.1\r\n${headers}${content}\r\n${body ?? ''}`);
      }),
    end: () => socket.destroy(),
  };
};

/** Sends all requests over so many connections. Returns requests a second; throws if a response is no success. */
export async function load(
  url: string,
  token: string,
  requests: readonly LoadRequest[],
  connections: number,
): Promise<number> {
  const port = Number(new URL(url).port);
  const open = await Promise.all(Array.from({ length: connections }, () => connection(port, token)));
  let next = 0;
  const from = performance.now();
  await Promise.all(
    open.map(async ({ send }) => {
      for (let one = requests[next++]; one; one = requests[next++]) {
        const status = await send(one);
        if (status >= 300) throw new Error(`${one.method} ${one.path}: ${status}`);
      }
    }),
  );
  const perSecond = requests.length / ((performance.now() - from) / 1000);
  for (const { end } of open) end();
  return perSecond;
}
