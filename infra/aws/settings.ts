import type { Node } from 'constructs';
import * as z from 'zod';
import { WrongSetting } from './wrong-setting.ts';

const Url = z.url({ protocol: /^https$/ });

/** Settings of a deployment, as `-c name=value`. */
const Context = z.object({
  /** The OIDC issuer whose tokens the API accepts. */
  issuer: Url,
  /** The audience that its tokens must name. */
  audience: z.string().min(1),
  roleClaim: z.string().min(1).optional(),
  areasClaim: z.string().min(1).optional(),
  /** Origins whose pages may call the API, separated by commas; none by default. */
  corsOrigins: z
    .string()
    .refine((origins) =>
      origins.split(',').every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
    )
    .optional(),
});

const REMEDIES: Readonly<Record<keyof typeof Context.shape, string>> = {
  issuer:
    '请指定 OIDC 颁发者（https 网址），如 -c issuer=https://id.example/houfu / name the OIDC issuer (an https URL), for example -c issuer=https://id.example/houfu',
  audience:
    '请指定令牌的受众，如 -c audience=houfu / name the audience of its tokens, for example -c audience=houfu',
  roleClaim: '-c roleClaim=… 不能为空 / must not be empty',
  areasClaim: '-c areasClaim=… 不能为空 / must not be empty',
  corsOrigins:
    '-c corsOrigins=… 应为逗号分隔的来源 / are origins with commas between, like https://houfu.example,https://other.example',
};

/** Returns the API's environment from the context. Throws `WrongSetting`. */
export function apiEnvironment(node: Node): Readonly<Record<string, string>> {
  const names = Object.keys(Context.shape) as (keyof typeof Context.shape)[];
  const parsed = Context.safeParse(Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)])));
  if (!parsed.success) {
    const wrong = names.find((name) => parsed.error.issues.some(({ path }) => path[0] === name));
    throw new WrongSetting(wrong ? REMEDIES[wrong] : parsed.error.message);
  }
  const { issuer, audience, roleClaim, areasClaim, corsOrigins } = parsed.data;
  return {
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: audience,
    ...(roleClaim ? { OIDC_ROLE_CLAIM: roleClaim } : {}),
    ...(areasClaim ? { OIDC_AREAS_CLAIM: areasClaim } : {}),
    ...(corsOrigins ? { HOUFU_CORS_ORIGINS: corsOrigins } : {}),
  };
}

/** Settings of channels, and the variables that the function reads. */
const CHANNEL_CONTEXT = {
  webhookHosts: 'HOUFU_WEBHOOK_HOSTS',
  smtpHosts: 'HOUFU_SMTP_HOSTS',
  ledgerUrl: 'HOUFU_LEDGER_URL',
} as const;

/** Returns the environment of the alerts' function: `-c webhookHosts=…`, `-c smtpHosts=…`, `-c ledgerUrl=…`. */
export const channelEnvironment = (node: Node): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(CHANNEL_CONTEXT).flatMap(([name, variable]) => {
      const value: unknown = node.tryGetContext(name);
      return typeof value === 'string' && value !== '' ? [[variable, value]] : [];
    }),
  );
