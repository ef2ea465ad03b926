import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { afterAll } from 'vitest';
import { TLS } from './tls.ts';

/** What a server was asked. */
interface Asked {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The host of the handshake. */
  readonly servername: unknown;
}

export type Answering = (response: ServerResponse, request: IncomingMessage) => void;

export const json =
  (body: unknown, status = 200, headers: Record<string, string> = {}): Answering =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
  };

/** A server that really listens on this machine, and answers as a test has it. */
export const startServer = async (first: Answering = json({ errcode: 0 })) => {
  const asked: Asked[] = [];
  let last: Socket | undefined;
  /** Ends the last connection with a reset, as a machine does that has just started anew. */
  const reset = () => void last?.resetAndDestroy();
  const its = { connections: 0, answer: first, asked, port: 0, reset };
  const server = createServer({ ...TLS }, async (request, response) => {
    const body = await text(request);
    const { servername } = request.socket as TLSSocket & { servername: unknown };
    asked.push({ url: request.url ?? '', headers: request.headers, body, servername });
    its.answer(response, request);
  });
  server.on('connection', (socket: Socket) => {
    its.connections++;
    last = socket;
  });
  // A caller who goes away in the middle of the handshake is what some tests are about.
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  its.port = (server.address() as AddressInfo).port;
  return its;
};

/** Something that listens and is no HTTPS server; gives its port. */
export const startTcp = async (onConnection: (socket: Socket) => void): Promise<number> => {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};

/** A port on which nobody listens. */
export const freePort = async (): Promise<number> => {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};
