import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { isMailAddress, isPublic } from '../../../shared/channels/web/addresses.ts';
import { type Answer, MAX_ANSWER_BYTES, type PostRequest, post } from '../../../shared/channels/web/post.ts';
import { addressesOf, type Reach } from '../../../shared/channels/web/reach.ts';
import { freePort, json, startServer, startTcp } from './server.ts';
import { TLS } from './tls.ts';

/** Addresses that nobody may be sent to, by what they are. */
const FORBIDDEN = {
  loopback: ['127.0.0.1', '127.1.2.3', '::1', '0.0.0.0', '::'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fd00::1', 'fc00::1'],
  'link-local and metadata': ['169.254.169.254', '169.254.0.23', 'fe80::1', 'fe80::1%eth0', 'fd00:ec2::254'],
  'carriers and clouds': ['100.64.0.1', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
  'reserved, broadcast, documentation': [
    '240.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '2001:db8::1',
  ],
  'IPv4 in IPv6': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
  ],
  'no address': ['', 'localhost', '2130706433', '0x7f.0.0.1', '0177.0.0.1', '127.1', '1.2.3.4.5'],
} as const;
const FORBIDDEN_ROWS = Object.entries(FORBIDDEN).flatMap(([what, addresses]) =>
  addresses.map((address) => [what, address] as const),
);

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '101.226.129.158',
  '172.32.0.1',
  '100.128.0.1',
  '2400:3200::1',
  '2606:4700::1',
];

describe('addresses', () => {
  test.each(FORBIDDEN_ROWS)('%s: %s is not public', (_, address) => {
    expect(isPublic(address)).toBe(false);
  });
  test.each(PUBLIC)('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
    expect(isMailAddress(address)).toBe(true);
  });
  test.each(['10.1.2.3', '172.20.0.1', '192.168.0.5', 'fd12:3456::1'])('mail may go to %s', (address) => {
    expect(isMailAddress(address)).toBe(true);
  });
  test.each(FORBIDDEN_ROWS.filter(([what]) => what !== 'private'))(
    'mail does not go to %s: %s either',
    (_, address) => {
      expect(isMailAddress(address)).toBe(false);
    },
  );
});

const at = (...addresses: readonly string[]): LookupAddress[] =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

/** What may be reached in a test: one host at its port, found where the test says. */
const reach = (port: number, change: Partial<Reach> = {}): Reach => ({
  hosts: new Set([`hooks.example.com:${port}`]),
  resolve: async () => at('127.0.0.1'),
  mayReach: (address) => address === '127.0.0.1',
  ca: TLS.cert,
  ...change,
});

const SECRET = 'k3yinth3url';

const posted = (its: Reach, url: string, change: Partial<PostRequest> = {}): Promise<Answer> =>
  post(its, {
    url: new URL(url),
    body: '{"后":"扶"}',
    reads: true,
    connectMs: 5_000,
    signal: new AbortController().signal,
    ...change,
  });

/** What a post that fails comes to; and that its error holds nothing of the address. */
const codeOf = async (posting: Promise<Answer>): Promise<string> => {
  const error = await posting.then(
    () => ({ code: 'sent' }),
    (thrown: unknown) => thrown as Error & { code: string },
  );
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/k3yinth3url|hooks\.example/);
  return error.code;
};

const hook = (port: number) => `https://hooks.example.com:${port}/a/b?key=${SECRET}`;

describe('whom a webhook reaches', async () => {
  const server = await startServer(json({ ok: true }));
  const { port } = server;

  test('a host of the list, by its own name in handshake and header, and nothing is asked to be compressed', async () => {
    const { status, body } = await posted(reach(port), hook(port));
    expect([status, JSON.parse(body)]).toEqual([200, { ok: true }]);
    const asked = server.asked.at(-1);
    expect(asked).toMatchObject({
      url: `/a/b?key=${SECRET}`,
      servername: 'hooks.example.com',
      body: '{"后":"扶"}',
    });
    expect(asked?.headers).toMatchObject({
      host: `hooks.example.com:${port}`,
      'accept-encoding': 'identity',
      'content-length': '13',
    });
  });

  test.each([
    'https://other.example.com/',
    'https://hooks.example.com/', // another port
    `https://hooks.example.com.evil.example:${port}/`,
    `https://hooks.example.com@evil.example:${port}/`,
    `https://hooks.example.com.:${port}/`,
    `http://hooks.example.com:${port}/`,
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/',
  ])('not %s', async (url) => {
    const before = server.connections;
    expect(await codeOf(posted(reach(port), url))).toBe('host_forbidden');
    expect(server.connections).toBe(before);
  });

  test.each(['https://127.0.0.1/', 'https://2130706433/', 'https://0x7f.1/', 'https://[::ffff:7f00:1]/'])(
    'an address is no host, not even where the list has it: %s',
    async (url) => {
      const { hostname } = new URL(url);
      const its = reach(port, {
        hosts: new Set([`${hostname}:443`, `${hostname.replace(/[[\]]/g, '')}:443`]),
      });
      expect(await codeOf(posted(its, url))).toBe('host_forbidden');
    },
  );

  test.each(FORBIDDEN_ROWS)('not a host of the list that is found at %s: %s', async (_, address) => {
    const before = server.connections;
    const its = reach(port, { resolve: async () => at(address), mayReach: isPublic });
    expect(await codeOf(posted(its, hook(port)))).toBe('address_forbidden');
    expect(server.connections).toBe(before);
  });

  test('not one that is found at a public address and at a private one', async () => {
    const resolve = async () => at('1.1.1.1', '10.0.0.1');
    await expect(
      addressesOf(reach(port, { resolve, mayReach: isPublic }), 'hooks.example.com', port),
    ).rejects.toMatchObject({ code: 'address_forbidden' });
  });

  test('a name that is public when it is checked and private ever after: nobody asks again', async () => {
    let asks = 0;
    const resolve = async () => at(++asks === 1 ? '127.0.0.1' : '127.0.0.2');
    const { status } = await posted(reach(port, { resolve }), hook(port));
    expect([status, asks]).toEqual([200, 1]);
    // The other way around it is refused before anything connects.
    expect(await codeOf(posted(reach(port, { resolve }), hook(port)))).toBe('address_forbidden');
  });

  test('where a redirect leads nobody goes', async () => {
    const inner = await startServer();
    server.answer = (response) =>
      response.writeHead(302, { location: `https://hooks.example.com:${inner.port}/` }).end();
    const its = reach(port, { hosts: new Set([port, inner.port].map((one) => `hooks.example.com:${one}`)) });
    expect((await posted(its, hook(port))).status).toBe(302);
    expect(inner.connections).toBe(0);
    server.answer = json({ ok: true });
  });

  test('not whoever has no certificate of its name, whatever the environment says', async () => {
    const hosts = new Set([`wrong.example.com:${port}`]);
    expect(await codeOf(posted(reach(port, { hosts }), `https://wrong.example.com:${port}/`))).toBe(
      'tls_failed',
    );
    const { ca: _, ...unknown } = reach(port);
    expect(await codeOf(posted(unknown, hook(port)))).toBe('tls_failed');
  });
});

describe('what goes wrong on the way', async () => {
  const server = await startServer();
  const { port } = server;

  test.each([
    [
      'a host that is not there',
      'host_unknown',
      {
        resolve: () =>
          Promise.reject(
            Object.assign(new Error('getaddrinfo ENOTFOUND hooks.example.com'), { code: 'ENOTFOUND' }),
          ),
      },
    ],
    ['a host without an address', 'host_unknown', { resolve: async () => [] }],
  ] as const)('%s', async (_, code, change) => {
    expect(await codeOf(posted(reach(port, change), hook(port)))).toBe(code);
  });

  test('nobody listens', async () => {
    const free = await freePort();
    expect(await codeOf(posted(reach(free), hook(free)))).toBe('connection_refused');
  });

  test('a handshake that is never answered', async () => {
    const silent = await startTcp(() => {});
    expect(await codeOf(posted(reach(silent), hook(silent), { connectMs: 50 }))).toBe('timeout');
  });

  test('a request that is never answered', async () => {
    const over = new AbortController();
    server.answer = () => over.abort();
    expect(await codeOf(posted(reach(port), hook(port), { signal: over.signal }))).toBe('timeout');
  });

  test('an answer that drips', async () => {
    const over = new AbortController();
    server.answer = (response) => {
      response.on('error', () => {});
      const drip = (left: number): unknown =>
        left === 0 ? over.abort() : response.write(' ', () => drip(left - 1));
      response.writeHead(200);
      drip(50);
    };
    expect(await codeOf(posted(reach(port), hook(port), { signal: over.signal }))).toBe('timeout');
  });

  test('a connection that is reset, before the answer and in the middle of it', async () => {
    server.answer = server.reset;
    expect(await codeOf(posted(reach(port), hook(port)))).toBe('connection_lost');
    server.answer = (response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"errcode":', () => response.socket?.destroy());
    };
    expect(await codeOf(posted(reach(port), hook(port)))).toBe('connection_lost');
  });

  test('an answer that does not end: it is left as soon as it is too long', async () => {
    let written = 0;
    server.answer = (response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(8_192))) written += 8_192;
      };
      response.on('drain', more);
      response.on('error', () => {});
      more();
    };
    expect(await codeOf(posted(reach(port), hook(port)))).toBe('answer_too_large');
    expect(written).toBeLessThan(100 * MAX_ANSWER_BYTES);
    // Where only the status counts, none of it is read.
    expect(await posted(reach(port), hook(port), { reads: false })).toMatchObject({ status: 200, body: '' });
  });

  test('something that does not speak TLS', async () => {
    const its = await startTcp((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n'));
    expect(await codeOf(posted(reach(its), hook(its)))).toBe('connection_lost');
  });
});
