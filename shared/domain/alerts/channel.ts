import * as z from 'zod';

/** Which alerts a channel carries. */
export const AlertKind = z.enum(['immediate', 'digest']);
export type AlertKind = z.infer<typeof AlertKind>;

/** Chosen by whoever sets the channel up; it stands in keys and logs, so nothing but letters, digits and hyphens. */
export const ChannelId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, { error: 'channel_id_malformed' })
  .brand<'ChannelId'>();
export type ChannelId = z.infer<typeof ChannelId>;

/**
 * The name of a secret, never the secret. So short and in small letters that no key, token or signing secret of a
 * provider (a UUID, 64 hexadecimal digits, `SEC…`) is taken for a name.
 */
const SecretName = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, { error: 'secret_name_malformed' });

/** https, and nothing in which a secret could ride: no query, no fragment, no user, no password. */
const isOpenUrl = (text: string): boolean => {
  if (text.length > 300 || !URL.canParse(text)) return false;
  const { protocol, search, hash, username, password } = new URL(text);
  return protocol === 'https:' && [search, hash, username, password].every((part) => part === '');
};
const OpenUrl = z.string().refine(isOpenUrl, { error: 'channel_url_malformed' });

/** A Feishu robot's token is the end of its path, and a secret like the others: the address ends before it. */
const HookUrl = OpenUrl.refine((url) => /\/hook\/?$/.test(url), { error: 'channel_url_with_token' });

/** Standard topics: a FIFO topic wants an order that alerts do not have. */
const TopicArn = z.string().regex(/^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/, {
  error: 'topic_arn_malformed',
});

const HostName = z.string().regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
  error: 'host_malformed',
});
const Address = z.email({ error: 'mail_address_malformed' }).max(254);

const common = {
  id: ChannelId,
  /** What people call it, like 后扶办工作群. */
  label: z.string().trim().min(1).max(60),
  alerts: z
    .array(AlertKind)
    .min(1)
    .max(AlertKind.options.length)
    .refine((kinds) => new Set(kinds).size === kinds.length, { error: 'field_twice' }),
  enabled: z.boolean(),
};

/** Where alerts go: a robot of a group chat, a topic, a mailbox, somebody's own receiver, or a place on this machine. */
export const Channel = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('wecom'),
    url: OpenUrl.default('https://qyapi.weixin.qq.com/cgi-bin/webhook/send'),
    /** Of its key, or of the address with the key as the robot's settings show it. */
    secret: SecretName,
  }),
  z.strictObject({
    ...common,
    kind: z.literal('dingtalk'),
    url: OpenUrl.default('https://oapi.dingtalk.com/robot/send'),
    /** Of its access_token, or of the address with it. */
    secret: SecretName,
    /** Of the secret that signs (加签), where the robot asks for it. */
    signing: SecretName.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('feishu'),
    url: HookUrl.default('https://open.feishu.cn/open-apis/bot/v2/hook'),
    /** Of the token at the end of its address, or of the whole address. */
    secret: SecretName,
    /** Of the secret that signs (签名校验), where the robot asks for it. */
    signing: SecretName.optional(),
  }),
  z.strictObject({ ...common, kind: z.literal('sns'), topic: TopicArn }),
  z.strictObject({
    ...common,
    kind: z.literal('smtp'),
    host: HostName,
    port: z.int().min(1).max(65_535),
    /** TLS from the first byte (465, 994), or after STARTTLS (587, 25); never without. */
    tls: z.enum(['implicit', 'starttls']),
    from: Address,
    to: z.array(Address).min(1).max(20),
    /** Whom it logs in as, with the password of the name `secret`; both or neither. */
    user: z.string().min(1).max(254).optional(),
    secret: SecretName.optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('webhook'),
    url: OpenUrl,
    /** Of the secret with which what is sent is signed. */
    secret: SecretName,
  }),
  z.strictObject({ ...common, kind: z.literal('sink') }),
]);
export type Channel = z.infer<typeof Channel>;
export type ChannelKind = Channel['kind'];
export type ChannelOf<Kind extends ChannelKind> = Extract<Channel, { kind: Kind }>;
