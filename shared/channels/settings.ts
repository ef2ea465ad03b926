import * as z from 'zod';
import type { DeliveryDeps } from './deliver.ts';
import { nodemailerTransport } from './kinds/smtp.ts';
import { snsClient, snsPublish } from './kinds/sns.ts';
import { LIMITS } from './send-deps.ts';
import { isMailAddress, isPublic } from './web/addresses.ts';
import { resolveAll } from './web/reach.ts';

/** A setting of channels is wrong; the message names the variable and its valid values. */
export class ChannelSettingWrong extends Error {
  override readonly name = 'ChannelSettingWrong';
}

const HOST = '([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}';
const HOST_OR_PORT = new RegExp(`^${HOST}(:\\d{1,5})?$`);
const HOST_AND_PORT = new RegExp(`^${HOST}:\\d{1,5}$`);

const hostsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(',')
    .map((host) => host.trim())
    .filter((host) => host !== '');

const listOf = (form: RegExp) =>
  z
    .string()
    .default('')
    .transform(hostsIn)
    .refine((hosts) => hosts.every((host) => form.test(host)));

const Environment = z.object({
  HOUFU_WEBHOOK_HOSTS: listOf(HOST_OR_PORT),
  HOUFU_SMTP_HOSTS: listOf(HOST_AND_PORT),
});

const REMEDIES: Readonly<Record<string, string>> = {
  HOUFU_WEBHOOK_HOSTS:
    '以逗号分隔的域名，可带端口，不用 IP，如 hooks.example.gov.cn / names of hosts parted by commas, each with a port if it is not 443; no addresses',
  HOUFU_SMTP_HOSTS:
    '以逗号分隔的邮件服务器域名和端口，如 smtp.example.gov.cn:465 / names and ports of mail servers parted by commas',
};

/** The hosts of the providers' robots. */
const PROVIDERS = ['qyapi.weixin.qq.com', 'oapi.dingtalk.com', 'open.feishu.cn'];

const withPort = (host: string): string => (host.includes(':') ? host : `${host}:443`);

/**
 * Builds the dependencies of deliveries from the environment. They reach the providers' hosts and those of
 * `HOUFU_WEBHOOK_HOSTS` at public addresses, and the mail servers of `HOUFU_SMTP_HOSTS`. No variable opens this machine
 * or a private network to webhooks. Clients are created with their first use. Throws `ChannelSettingWrong`.
 */
export function deliveryDepsFrom(
  environment: Readonly<Record<string, string | undefined>>,
  { clock, random, pause, log }: Pick<DeliveryDeps, 'clock' | 'random' | 'pause' | 'log'>,
  parts: Pick<DeliveryDeps, 'secretOf' | 'turn' | 'sink' | 'patienceMs'>,
): DeliveryDeps {
  const parsed = Environment.safeParse(environment);
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    throw new ChannelSettingWrong(`${name}=${environment[name] ?? ''}: ${REMEDIES[name]}`);
  }
  const { HOUFU_WEBHOOK_HOSTS, HOUFU_SMTP_HOSTS } = parsed.data;
  return {
    ...{ clock, random, pause, log, limits: LIMITS },
    ...parts,
    web: {
      hosts: new Set([...PROVIDERS, ...HOUFU_WEBHOOK_HOSTS].map(withPort)),
      resolve: resolveAll,
      mayReach: isPublic,
    },
    mail: { hosts: new Set(HOUFU_SMTP_HOSTS), resolve: resolveAll, mayReach: isMailAddress },
    transport: nodemailerTransport,
    publish: snsPublish(snsClient),
  };
}
