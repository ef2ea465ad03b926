import * as z from 'zod';

/** The kinds of alerts that a channel can carry. */
export const AlertKind = z.enum(['immediate', 'digest']);
export type AlertKind = z.infer<typeof AlertKind>;

/** Chosen when the channel is set up. It is part of keys and logs: letters, digits and hyphens only. */
export const ChannelId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/, { error: 'channel_id_malformed' })
  .brand<'ChannelId'>();
export type ChannelId = z.infer<typeof ChannelId>;

/**
 * The name of a secret, never the secret itself. Short and lower case, so that no provider's key, token or signing
 * secret (a UUID, 64 hexadecimal digits, `SEC…`) passes as a name.
 */
const SecretName = z.string().regex(/^[a-z][a-z0-9-]{0,29}$/, { error: 'secret_name_malformed' });

/** An https URL without any part that could carry a secret: no query, fragment, user or password. */
const isOpenUrl = (text: string): boolean => {
  if (text.length > 300 || !URL.canParse(text)) return false;
  const { protocol, search, hash, username, password } = new URL(text);
  return protocol === 'https:' && [search, hash, username, password].every((part) => part === '');
};
const OpenUrl = z.string().refine(isOpenUrl, { error: 'channel_url_malformed' });

/** A Feishu robot's token is the last part of its path and a secret: the address ends before it. */
const HookUrl = OpenUrl.refine((url) => /\/hook\/?$/.test(url), { error: 'channel_url_with_token' });

/** Standard topics only: a FIFO topic requires an order that alerts do not have. */
const TopicArn = z.string().regex(/^arn:aws(-[a-z]+)*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/, {
  error: 'topic_arn_malformed',
});

const HostName = z.string().regex(/^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, {
  error: 'host_malformed',
});
const Address = z.email({ error: 'mail_address_malformed' }).max(254);

const common = {
  id: ChannelId,
  /** Its display name, such as 后扶办工作群. */
  label: z.string().trim().min(1).max(60).meta({ description: '显示名称 · display name' }),
  alerts: z
    .array(AlertKind)
    .min(1)
    .max(AlertKind.options.length)
    .refine((kinds) => new Set(kinds).size === kinds.length, { error: 'field_twice' })
    .meta({ description: '发送哪些预警 · which alerts it carries' }),
  enabled: z.boolean().meta({ description: '是否启用 · whether it is in use' }),
};

/** A destination of alerts: a group chat's robot, a topic, a mailbox, a webhook, or a sink on this machine. */
export const Channel = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('wecom'),
    url: OpenUrl.default('https://qyapi.weixin.qq.com/cgi-bin/webhook/send').meta({
      description: '地址 · address',
    }),
    /** Names its key, or the address with the key as the robot's settings show it. */
    secret: SecretName.meta({ description: '密钥的名称 · name of the secret' }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('dingtalk'),
    url: OpenUrl.default('https://oapi.dingtalk.com/robot/send').meta({ description: '地址 · address' }),
    /** Names its access_token, or the address with it. */
    secret: SecretName.meta({ description: '密钥的名称 · name of the secret' }),
    /** Names the signing secret (加签), if the robot requires it. */
    signing: SecretName.optional().meta({ description: '加签密钥的名称 · name of the signing secret' }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('feishu'),
    url: HookUrl.default('https://open.feishu.cn/open-apis/bot/v2/hook').meta({
      description: '地址 · address',
    }),
    /** Names the token at the end of its address, or the whole address. */
    secret: SecretName.meta({ description: '密钥的名称 · name of the secret' }),
    /** Names the signing secret (签名校验), if the robot requires it. */
    signing: SecretName.optional().meta({ description: '加签密钥的名称 · name of the signing secret' }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('sns'),
    topic: TopicArn.meta({ description: '主题 ARN · ARN of the topic' }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('smtp'),
    host: HostName.meta({ description: '邮件服务器 · mail server' }),
    port: z.int().min(1).max(65_535).meta({ description: '端口 · port' }),
    /** TLS from the first byte (465, 994) or after STARTTLS (587, 25); never plain. */
    tls: z
      .enum(['implicit', 'starttls'])
      .meta({ description: '加密方式 · TLS from the first byte, or after STARTTLS' }),
    from: Address.meta({ description: '发件地址 · sender' }),
    to: z.array(Address).min(1).max(20).meta({ description: '收件地址 · recipients' }),
    /** The login, with the password named by `secret`; both or neither. */
    user: z.string().min(1).max(254).optional().meta({ description: '登录名 · login' }),
    secret: SecretName.optional().meta({ description: '密钥的名称 · name of the secret' }),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('webhook'),
    url: OpenUrl.meta({ description: '地址 · address' }),
    /** Names the secret that signs the requests. */
    secret: SecretName.meta({ description: '密钥的名称 · name of the secret' }),
  }),
  z.strictObject({ ...common, kind: z.literal('sink') }),
]);
export type Channel = z.infer<typeof Channel>;
export type ChannelKind = Channel['kind'];
export type ChannelOf<Kind extends ChannelKind> = Extract<Channel, { kind: Kind }>;
