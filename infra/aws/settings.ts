import type { Node } from 'constructs';
import * as z from 'zod';

const Url = z.url({ protocol: /^https$/ });

/** What whoever deploys has to say, as `-c name=value`. */
const Context = z.object({
  /** The OIDC issuer whose tokens the API accepts. */
  issuer: Url,
  /** What its tokens must name as their audience. */
  audience: z.string().min(1),
  roleClaim: z.string().min(1).optional(),
  areasClaim: z.string().min(1).optional(),
  /** Origins of pages elsewhere that may call the API, with commas between; none without it. */
  corsOrigins: z
    .string()
    .refine((said) =>
      said.split(',').every((origin) => URL.canParse(origin) && new URL(origin).origin === origin),
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

/** The environment of the API that the context of the deployment asks for; throws a sentence where it cannot be. */
export const apiEnvironment = (node: Node): Readonly<Record<string, string>> => {
  const names = Object.keys(Context.shape) as (keyof typeof Context.shape)[];
  const parsed = Context.safeParse(Object.fromEntries(names.map((name) => [name, node.tryGetContext(name)])));
  if (!parsed.success) {
    const wrong = names.find((name) => parsed.error.issues.some(({ path }) => path[0] === name));
    throw new Error(wrong ? REMEDIES[wrong] : parsed.error.message);
  }
  const { issuer, audience, roleClaim, areasClaim, corsOrigins } = parsed.data;
  return {
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: audience,
    ...(roleClaim ? { OIDC_ROLE_CLAIM: roleClaim } : {}),
    ...(areasClaim ? { OIDC_AREAS_CLAIM: areasClaim } : {}),
    ...(corsOrigins ? { HOUFU_CORS_ORIGINS: corsOrigins } : {}),
  };
};

/** What the deployment may say of channels, by the variable that the function reads. */
const CHANNEL_CONTEXT = {
  webhookHosts: 'HOUFU_WEBHOOK_HOSTS',
  smtpHosts: 'HOUFU_SMTP_HOSTS',
  ledgerUrl: 'HOUFU_LEDGER_URL',
} as const;

/** The environment of what sends alerts: `-c webhookHosts=…`, `-c smtpHosts=…`, `-c ledgerUrl=…`. */
export const channelEnvironment = (node: Node): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(CHANNEL_CONTEXT).flatMap(([name, variable]) => {
      const said: unknown = node.tryGetContext(name);
      return typeof said === 'string' && said !== '' ? [[variable, said]] : [];
    }),
  );
