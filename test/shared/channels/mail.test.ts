import { beforeEach, describe, expect, test } from 'vitest';
import { sendOnce } from '../../../shared/channels/attempt.ts';
import type { Channel } from '../../../shared/domain/alerts/channel.ts';
import { mailChannel } from './channels.ts';
import { MESSAGE_ID, message } from './messages.ts';
import { freePort } from './server.ts';
import { startSmtp } from './smtp-server.ts';
import { type ChannelWorld, channelWorld } from './world.ts';

const sent = (channel: Channel, its: Pick<ChannelWorld, 'deps'>) =>
  sendOnce(its.deps, channel, message(), its.deps.log);

describe('mail', async () => {
  const smtp = await startSmtp();
  const its = channelWorld();
  const channel = mailChannel(its, smtp.port);

  beforeEach(() => {
    Object.assign(smtp, { replies: {}, said: [], letters: [], offers: true, onData: () => {} });
  });

  const decoded = (letter: string): string =>
    letter
      .split(/\r\n\r\n/)
      .map((part) =>
        /^[A-Za-z0-9+/=\r\n]+$/.test(part.split('--')[0] ?? '')
          ? Buffer.from(part.split('--')[0] ?? '', 'base64').toString('utf8')
          : part,
      )
      .join('\n');

  test('is handed in over TLS, to everybody, under the message’s id', async () => {
    expect(await sent(channel, its)).toEqual({ code: 'ok' });
    expect(smtp.said).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^AUTH PLAIN /),
        'MAIL FROM:<houfu@example.com>',
        'RCPT TO:<lead@example.com>',
        'RCPT TO:<office@example.com>',
      ]),
    );
    const [letter = ''] = smtp.letters;
    expect(letter).toContain(`Message-ID: <${MESSAGE_ID}@houfu>`);
    expect(letter).toMatch(/Auto-Submitted: auto-generated/i);
    expect(letter).toContain('Content-Type: text/html');
    expect(decoded(letter)).toContain('- 南坝镇 户编号 5117220001，已 62 天');
  });

  test('goes to the address that was checked, which is asked for once', async () => {
    let asks = 0;
    const once = channelWorld();
    const mail = {
      ...once.deps.mail,
      resolve: async () => [{ address: ++asks === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }],
    };
    const rebound = { ...once, deps: { ...once.deps, mail } };
    expect(await sent(mailChannel(once, smtp.port), rebound)).toEqual({ code: 'ok' });
    expect(asks).toBe(1);
    expect(await sent(mailChannel(once, smtp.port), rebound)).toMatchObject({ code: 'address_forbidden' });
  });

  test('goes to no server that is not on the list', async () => {
    const closed = { ...its.deps, mail: { ...its.deps.mail, hosts: new Set<string>() } };
    expect(await sendOnce(closed, channel, message(), its.deps.log)).toEqual(
      expect.objectContaining({ code: 'host_forbidden' }),
    );
    expect(smtp.letters).toEqual([]);
  });

  test('after STARTTLS, and never without it', async () => {
    const starttls = await startSmtp('starttls');
    const plain = mailChannel(its, starttls.port, { tls: 'starttls' });
    expect(await sent(plain, its)).toEqual({ code: 'ok' });
    expect(starttls.said.slice(0, 2)).toEqual([expect.stringMatching(/^EHLO/), 'STARTTLS']);
    Object.assign(starttls, {
      offers: false,
      said: [],
      replies: { EHLO: '250-smtp.example.com\r\n250 AUTH PLAIN', STAR: '502 5.5.1 no' },
    });
    expect(await sent(plain, its)).toMatchObject({ code: 'tls_failed' });
    expect(starttls.said.join('\n')).not.toMatch(/AUTH|MAIL/);
  });

  test('with another certificate it does not go', async () => {
    const { ca: _, ...mail } = its.deps.mail;
    const stranger = { ...its, deps: { ...its.deps, mail } };
    expect(await sent(channel, stranger)).toMatchObject({ code: 'tls_failed' });
    expect(smtp.said).toEqual([]);
  });

  test.each([
    [{ AUTH: '535 5.7.8 wrong password ma11passw0rd' }, 'mail_login_refused', 535],
    [{ AUTH: '454 4.7.0 later' }, 'mail_deferred', 454],
    [{ greeting: '421 4.3.2 too busy' }, 'mail_deferred', 421],
    [{ MAIL: '451 4.7.1 greylisted' }, 'mail_deferred', 451],
    [{ MAIL: '550 5.7.1 sender refused' }, 'mail_refused', 550],
    [{ RCPT: '550 5.1.1 nobody here' }, 'mail_refused', 550],
    [{ RCPT: '450 4.2.1 mailbox busy' }, 'mail_deferred', 450],
    [{ DATA: '554 5.5.1 no' }, 'mail_refused', 554],
    [{ '.': '452 4.3.1 full' }, 'mail_deferred', 452],
    [{ '.': '552 5.2.2 over quota' }, 'mail_refused', 552],
  ] as const)('%j: %s', async (replies, code, answer) => {
    smtp.replies = replies;
    expect(await sent(channel, its)).toEqual(expect.objectContaining({ code, answer }));
  });

  test('that some recipients get is delivered, and the record says so', async () => {
    smtp.replies = { RCPT: (line) => (line.includes('office') ? '550 5.1.1 nobody here' : undefined) };
    expect(await sent(channel, its)).toEqual({ code: 'some_recipients_refused' });
    expect(smtp.letters).toHaveLength(1);
  });

  test('a server that is not there, and one that hangs up', async () => {
    expect(await sent(mailChannel(its, await freePort()), its)).toMatchObject({ code: 'connection_refused' });
    smtp.onData = (socket) => socket.destroy();
    expect(await sent(channel, its)).toMatchObject({ code: 'connection_lost' });
  });

  test('a server that says nothing', async () => {
    smtp.replies = { RCPT: () => '' };
    const hasty = { ...its, deps: { ...its.deps, limits: { connectMs: 5_000, totalMs: 100 } } };
    expect(await sent(channel, hasty)).toMatchObject({ code: 'timeout' });
  });
});
