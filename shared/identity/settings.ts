import * as z from 'zod';

/** The issuer whose tokens are accepted, and the claims of role and areas. */
export interface IdentitySettings {
  /** URL of the OIDC issuer, exactly as its tokens name it in `iss`. */
  readonly issuer: string;
  /** The audience that a token must name (`aud`). */
  readonly audience: string;
  readonly roleClaim: string;
  readonly areasClaim: string;
}

/** An unusable setting of identity. The message names the variable and its valid values. */
export class IdentitySettingWrong extends Error {
  override readonly name = 'IdentitySettingWrong';
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]', 'localhost']);

/** OpenID Connect Discovery 1.0, 3: https, no query, no fragment. Plain http on loopback alone. */
const isIssuer = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(value);
  const isPrivate = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  return isPrivate && [search, hash, username, password].every((part) => part === '');
};

const Environment = z.object({
  OIDC_ISSUER: z.string().refine(isIssuer),
  OIDC_AUDIENCE: z.string().max(200).default('houfu'),
  OIDC_ROLE_CLAIM: z.string().max(200).default('role'),
  OIDC_AREAS_CLAIM: z.string().max(200).default('areas'),
});

const REMEDIES: Readonly<Record<string, string>> = {
  OIDC_ISSUER:
    '签发者网址，如 https://id.example.gov.cn（只有本机可用 http）/ the URL of the issuer, https unless it is this machine',
  OIDC_AUDIENCE: '令牌的受众，至多 200 字 / the audience of the tokens, at most 200 characters',
  OIDC_ROLE_CLAIM: '令牌中角色的字段名 / the name of the claim of the role',
  OIDC_AREAS_CLAIM: '令牌中区划的字段名 / the name of the claim of the areas',
};

/**
 * Returns the settings of identity from `OIDC_ISSUER`, `OIDC_AUDIENCE`, `OIDC_ROLE_CLAIM` and `OIDC_AREAS_CLAIM`. An
 * empty variable counts as unset. Throws `IdentitySettingWrong`, which names the variable.
 */
export function identitySettingsFrom(
  environment: Readonly<Record<string, string | undefined>>,
): IdentitySettings {
  const variables = Object.entries(environment).filter(([, value]) => value !== '');
  const parsed = Environment.safeParse(Object.fromEntries(variables));
  if (!parsed.success) {
    const name = String(parsed.error.issues[0]?.path[0]);
    throw new IdentitySettingWrong(`${name}=${environment[name] ?? ''}: ${REMEDIES[name]}`);
  }
  const { OIDC_ISSUER, OIDC_AUDIENCE, OIDC_ROLE_CLAIM, OIDC_AREAS_CLAIM } = parsed.data;
  return {
    issuer: OIDC_ISSUER,
    audience: OIDC_AUDIENCE,
    roleClaim: OIDC_ROLE_CLAIM,
    areasClaim: OIDC_AREAS_CLAIM,
  };
}
