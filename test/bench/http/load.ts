import { connect, type Socket } from 'node:net';

export interface Ask {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

interface Connection {
  readonly ask: (ask: Ask) => Promise<number>;
  readonly end: () => void;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One connection that is kept, and as little of HTTP as it takes, so that the asking costs next to nothing. */
const connection = async (port: number, token: string): Promise<Connection> => {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let missing = -1;
  let status = 0;
  let answered: (status: number) => void = () => {};
  socket.on('data', (bytes) => {
    if (missing < 0) {
      const end = bytes.indexOf(HEAD_END);
      const head = bytes.toString('latin1', 0, end);
      status = Number(head.slice(9, 12));
      missing = Number(/content-length: (\d+)/i.exec(head)?.[1]) + end + HEAD_END.length;
    }
    missing -= bytes.length;
    if (missing > 0) return;
    missing = -1;
    answered(status);
  });
  const headers = `host: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n`;
  return {
    ask: ({ method, path, body }) =>
      new Promise((resolve) => {
        answered = resolve;
        const content = body
          ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`
          : '';
        socket.write(`${method} ${path} HTTP/1.1\r\n${headers}${content}\r\n${body ?? ''}`);
      }),
    end: () => socket.destroy(),
  };
};

/** Asks all of it over so many connections; requests a second. Throws at an answer that is no success. */
export const load = async (
  url: string,
  token: string,
  asks: readonly Ask[],
  connections: number,
): Promise<number> => {
  const port = Number(new URL(url).port);
  const open = await Promise.all(Array.from({ length: connections }, () => connection(port, token)));
  let next = 0;
  const from = performance.now();
  await Promise.all(
    open.map(async ({ ask }) => {
      for (let one = asks[next++]; one; one = asks[next++]) {
        const status = await ask(one);
        if (status >= 300) throw new Error(`${one.method} ${one.path}: ${status}`);
      }
    }),
  );
  const perSecond = asks.length / ((performance.now() - from) / 1000);
  for (const { end } of open) end();
  return perSecond;
};
