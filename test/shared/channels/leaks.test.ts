import { SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliver } from '../../../shared/channels/deliver.ts';
import { snsClient, snsPublish } from '../../../shared/channels/kinds/sns.ts';
import type { Channel } from '../../../shared/domain/alerts/channel.ts';
import { channelsAt, mailChannel, topicChannel } from './channels.ts';
import { message } from './messages.ts';
import { type Answering, json, startServer } from './server.ts';
import { startSmtp } from './smtp-server.ts';
import { channelWorld, newMessageId, SECRETS, START } from './world.ts';

/** Everything that a test run prints. */
const printed: string[] = [];
const { write: out } = process.stdout;
const { write: err } = process.stderr;
beforeAll(() => {
  const keeping = (text: string | Uint8Array) => printed.push(String(text)) > 0;
  process.stdout.write = keeping as typeof out;
  process.stderr.write = keeping as typeof err;
});
afterAll(() => {
  process.stdout.write = out;
  process.stderr.write = err;
});

/** A secret as it is and as it may be spelled. */
const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(`\0houfu@example.com\0${secret}`).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
];

const ALL_SECRETS = Object.values(SECRETS).join(' ');

/** Others who say our secrets back to us, in every place where they can. */
const echo: Answering = (response, request) => {
  response.setHeader('retry-after', ALL_SECRETS);
  response.setHeader('location', `https://evil.example/?${encodeURIComponent(ALL_SECRETS)}`);
  const status = [200, 302, 400, 403, 404, 429, 500][echoes++ % 7] ?? 200;
  response
    .writeHead(status)
    .end(JSON.stringify({ errcode: 93000, code: 19001, errmsg: ALL_SECRETS, msg: request.url }));
};
let echoes = 0;

test('no secret is in a stored record, an error, or what is logged and printed', async () => {
  const server = await startServer();
  const smtp = await startSmtp();
  const sns = mockClient(SNSClient);
  sns.rejects(Object.assign(new Error(ALL_SECRETS), { name: 'AuthorizationErrorException' }));
  const world = channelWorld({
    publish: snsPublish(snsClient),
    limits: { connectMs: 5_000, totalMs: 2_000 },
  });
  const https = Object.values(channelsAt(world, server.port));
  const channels: Channel[] = [...https, mailChannel(world, smtp.port), topicChannel];
  const errors: unknown[] = [];

  const lost = new Error(`read ECONNRESET ${ALL_SECRETS}`);
  const withAll = (change: Partial<typeof world.deps>) => ({ ...world.deps, ...change });
  const faults = {
    echoed: world.deps,
    'no such host': withAll({
      web: { ...world.deps.web, resolve: () => Promise.reject(lost) },
      mail: { ...world.deps.mail, resolve: () => Promise.reject(lost) },
    }),
    'another address': withAll({
      web: { ...world.deps.web, mayReach: () => false },
      mail: { ...world.deps.mail, mayReach: () => false },
    }),
    'another host': withAll({
      web: { ...world.deps.web, hosts: new Set() },
      mail: { ...world.deps.mail, hosts: new Set() },
    }),
    'another certificate': withAll({
      web: { ...world.deps.web, ca: 'none' },
      mail: { ...world.deps.mail, ca: 'none' },
    }),
    'secrets that fail': withAll({ secretOf: () => Promise.reject(lost) }),
    'secrets of a wrong form': withAll({ secretOf: async () => `https://evil.example/${ALL_SECRETS}` }),
    'a transport that throws': withAll({
      transport: () => Promise.reject(lost),
      publish: () => Promise.reject(lost),
    }),
  };
  for (const deps of Object.values(faults)) {
    for (let round = 0; round < 7; round++) {
      server.answer = round === 6 ? server.reset : echo;
      smtp.replies = [{ AUTH: `535 ${ALL_SECRETS}` }, { RCPT: `550 ${ALL_SECRETS}` }, {}][round % 3] ?? {};
      for (const channel of channels) {
        const told = message({ id: newMessageId() });
        const store = world.store.of(channel, told, START);
        await deliver(deps, channel, told, store, world.store.save).catch((error) => errors.push(error));
        world.goOn(60_000);
      }
    }
  }

  // They did go out, so that there was something to be said back.
  server.answer = json({ errcode: 0, code: 0 });
  const asked = JSON.stringify(server.asked);
  for (const name of ['wecom-key', 'dingtalk-token', 'feishu-token']) expect(asked).toContain(SECRETS[name]);
  expect(smtp.said.join()).toContain('AUTH');
  expect(errors).toEqual([]);
  expect(world.store.rows.size).toBe(Object.keys(faults).length * 7 * channels.length);

  const kept = [
    ...world.store.rows.values(),
    ...world.store.saved.map((row) => JSON.stringify(row)),
    ...world.logged,
    ...printed,
  ];
  for (const secret of Object.values(SECRETS)) {
    for (const spelling of spellings(secret))
      expect(kept.filter((text) => text.includes(spelling))).toEqual([]);
  }
  expect(kept.filter((text) => /https?:|@example\.com/.test(text))).toEqual([]);
});
