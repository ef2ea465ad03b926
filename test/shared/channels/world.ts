import { ulid } from 'ulid';
import { type DeliveryDeps, deliver } from '../../../shared/channels/deliver.ts';
import { Delivery, newDelivery } from '../../../shared/channels/delivery.ts';
import { nodemailerTransport } from '../../../shared/channels/kinds/smtp.ts';
import { nextTurn, type Sends } from '../../../shared/channels/limiter.ts';
import { SecretUnavailable } from '../../../shared/channels/secrets/secret-of.ts';
import type { Reach } from '../../../shared/channels/web/reach.ts';
import { type Channel, ChannelId } from '../../../shared/domain/alerts/channel.ts';
import { type Message, MessageId } from '../../../shared/domain/alerts/message.ts';
import { keepLog } from '../../log-search/keep.ts';
import { TLS } from './tls.ts';

export const START = Date.parse('2026-06-15T00:00:00Z');

/** What the tests' secrets are: no text of the product may have one of these in it. */
export const SECRETS: Readonly<Record<string, string>> = {
  'wecom-key': '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa',
  'dingtalk-token': 'd1ngta1kaccesst0ken566cc69da782ec33e42542',
  'dingtalk-signing': 'SECd1ngta1ks1gn1ngsecret',
  'feishu-token': 'fe15hu7a-1d2c-4f3e-8a9b-feedfeedfeed',
  'feishu-signing': 'fe15hus1gn1ngsecret',
  'mail-password': 'ma11passw0rd',
  'hook-secret': 'h00ksecret0f32charactersinal1234',
};

/** Deliveries that are really stored, as JSON, each on condition of the revision before. */
const deliveryStore = () => {
  const rows = new Map<string, string>();
  const saved: Delivery[] = [];
  return {
    rows,
    saved,
    save: async (delivery: Delivery) => {
      const key = `${delivery.channel}/${delivery.message}`;
      const stored = rows.get(key);
      const revision = stored === undefined ? 0 : Delivery.parse(JSON.parse(stored)).revision;
      if (delivery.revision !== revision + 1) throw new Error('the stored delivery is of another revision');
      rows.set(key, JSON.stringify(Delivery.parse(delivery)));
      saved.push(delivery);
    },
    of: (channel: Channel, message: Message, now: number): Delivery => {
      const stored = rows.get(`${channel.id}/${message.id}`);
      return stored === undefined
        ? newDelivery({ channel: channel.id, message: message.id }, now)
        : Delivery.parse(JSON.parse(stored));
    },
  };
};

/** A world of tests: time passes when somebody waits, hosts are on this machine, and everything is kept to be looked at. */
export const channelWorld = (change: Partial<DeliveryDeps> = {}) => {
  let now = START;
  const logged: string[] = [];
  const pauses: number[] = [];
  const sunk: Message[] = [];
  const sends = new Map<string, Sends>();
  const store = deliveryStore();
  const hosts = new Set<string>();
  const reach: Reach = {
    hosts,
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    mayReach: (address) => address === '127.0.0.1',
    ca: TLS.cert,
  };
  const deps: DeliveryDeps = {
    clock: () => now,
    random: () => 0.5,
    pause: async (ms) => {
      pauses.push(ms);
      now += ms;
    },
    log: (event, fields) => {
      const line = JSON.stringify({ event, ...fields });
      logged.push(line);
      keepLog(line);
    },
    secretOf: async (name) => {
      const secret = SECRETS[name];
      if (secret === undefined) throw new SecretUnavailable('secret_missing');
      return secret;
    },
    web: reach,
    mail: reach,
    transport: nodemailerTransport,
    publish: async () => {},
    sink: async (message) => {
      sunk.push(message);
    },
    turn: async (key, rates) => {
      const { turn, sends: kept } = nextTurn(sends.get(key) ?? [], rates, now);
      sends.set(key, kept);
      return turn;
    },
    limits: { connectMs: 5_000, totalMs: 10_000 },
    patienceMs: 0,
    ...change,
  };
  return {
    deps,
    store,
    logged,
    pauses,
    sunk,
    /** Lets hosts be reached at a port of this machine. */
    open: (port: number, ...names: readonly string[]) => {
      for (const name of names) hosts.add(`${name}:${port}`);
    },
    goOn: (ms: number) => {
      now += ms;
    },
    /** Delivers from what is stored. */
    deliver: (channel: Channel, message: Message) =>
      deliver(deps, channel, message, store.of(channel, message, now), store.save),
  };
};
export type ChannelWorld = ReturnType<typeof channelWorld>;

export const newMessageId = () => MessageId.parse(ulid());
export const channelId = (id: string) => ChannelId.parse(id);
