import { createServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { afterAll } from 'vitest';
import { TLS } from './tls.ts';

/** What a command is answered with, nothing for silence; undefined as a sound server would. */
type Replies = Readonly<Record<string, string | ((line: string) => string | undefined) | undefined>>;

const SOUND: Replies = {
  EHLO: '250-smtp.example.com\r\n250-AUTH PLAIN\r\n250 8BITMIME',
  AUTH: '235 2.7.0 welcome',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  '.': '250 2.0.0 taken',
  QUIT: '221 bye',
};

/** A mail server that really listens, speaks the little of RFC 5321 that a client needs, and keeps what it took. */
export const startSmtp = async (tls: 'implicit' | 'starttls' = 'implicit') => {
  const its = {
    port: 0,
    connections: 0,
    replies: {} as Replies,
    /** Every line that was said to it, the letters' apart. */
    said: [] as string[],
    letters: [] as string[],
    /** Whether it offers STARTTLS. */
    offers: true,
    onData: (_: Socket): void => {},
  };

  const reply = (line: string): string | undefined => {
    const command = line === '.' ? '.' : line.slice(0, 4).toUpperCase();
    const own = its.replies[command];
    const said = typeof own === 'function' ? own(line) : own;
    return said ?? (SOUND[command] as string | undefined);
  };

  const converse = (socket: Socket, isSecure: boolean, greets: boolean): void => {
    let rest = '';
    let letter: string[] | undefined;
    const tell = (text: string | undefined) => text && socket.write(`${text}\r\n`);
    const take = (line: string): void => {
      if (letter && line !== '.') {
        letter.push(line);
        return;
      }
      if (letter) {
        its.letters.push(letter.join('\r\n'));
        letter = undefined;
        its.onData(socket);
        tell(reply('.'));
        return;
      }
      its.said.push(line);
      if (line === 'STARTTLS' && its.offers) {
        tell('220 go on');
        socket.removeAllListeners('data');
        const secure = new TLSSocket(socket, { isServer: true, ...TLS });
        secure.on('error', () => {});
        converse(secure, true, false);
        return;
      }
      if (line.startsWith('EHLO') && !isSecure && its.offers)
        return void tell(`250-smtp.example.com\r\n250 STARTTLS`);
      if (line.startsWith('DATA')) letter = [];
      tell(reply(line));
    };
    socket.on('data', (chunk) => {
      const lines = `${rest}${chunk.toString('utf8')}`.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    });
    if (greets)
      tell(its.replies.greeting === undefined ? '220 smtp.example.com' : String(its.replies.greeting));
  };

  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    its.connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    if (tls === 'starttls') return converse(socket, false, true);
    const secure = new TLSSocket(socket, { isServer: true, ...TLS });
    secure.on('error', () => {});
    secure.once('secure', () => converse(secure, true, true));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  its.port = (server.address() as { port: number }).port;
  return its;
};
