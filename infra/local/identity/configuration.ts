import { randomBytes } from 'node:crypto';
import {
  type ClientMetadata,
  type Configuration,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { AUDIENCE, TOKEN_AGE } from './issuer.ts';
import type { IdentityKeys } from './keys.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { PAGE_HEADERS, problemPage } from './page.ts';
import type { DemoPerson } from './people.ts';

/** The path of the sign-in page below the issuer: `/sign-in/<uid>`. */
export const SIGN_IN = '/sign-in';

/** The cookie of the provider's session. */
export const SESSION_COOKIE = 'oidc_session';

/** Seconds within which a sign-in has to be completed. */
const SIGN_IN_TTL = 600;

/** The only resource (RFC 8707), whichever a client asks for. */
const API = `urn:${AUDIENCE}:api`;

/** The system itself, on any port: the provider does not compare those of loopback addresses (RFC 8252, 7.3). */
const CLIENT: ClientMetadata = {
  client_id: AUDIENCE,
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: ['127.0.0.1', '[::1]', 'localhost'].flatMap((host) =>
    ['/callback', '/auth/callback'].map((path) => `http://${host}${path}`),
  ),
};

/** Asks for a sign-in, not for consent: the system is the only client. */
function signInOnly() {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

/** Grants what consent would have granted. */
async function grantAll({ oidc }: KoaContextWithOIDC) {
  const { accountId } = oidc.session ?? {};
  if (!oidc.client || accountId === undefined) return undefined;
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
}

/** Returns the provider's configuration: authorization code with PKCE, access tokens as JWTs, no refresh tokens. */
export function providerConfiguration(
  mount: string,
  keys: IdentityKeys,
  people: readonly DemoPerson[],
): Configuration {
  const personOf = (sub: string | undefined) => people.find((person) => person.sub === sub);
  return {
    adapter: memoryAdapter(),
    clients: [CLIENT],
    jwks: keys,
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      // All ports of a host share cookies: these names collide with no other server's.
      names: { session: SESSION_COOKIE, interaction: 'oidc_sign_in', resume: 'oidc_resume' },
      long: { httpOnly: true, sameSite: 'lax', path: mount },
    },
    scopes: ['openid', 'profile'],
    claims: { openid: ['sub'], profile: ['name'] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientBasedCORS: () => false,
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => API,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: TOKEN_AGE,
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    findAccount: (_, sub) => {
      const person = personOf(sub);
      return person && { accountId: sub, claims: () => ({ sub, name: person.name }) };
    },
    extraTokenClaims: (_, token) => {
      const person = 'accountId' in token ? personOf(token.accountId) : undefined;
      return person && { role: person.role, areas: person.areas, name: person.name };
    },
    loadExistingGrant: grantAll,
    interactions: {
      policy: signInOnly(),
      url: (_, { uid }) => `${mount}${SIGN_IN}/${uid}`,
    },
    ttl: {
      AccessToken: TOKEN_AGE,
      AuthorizationCode: 60,
      Grant: TOKEN_AGE,
      IdToken: TOKEN_AGE,
      Interaction: SIGN_IN_TTL,
      Session: SIGN_IN_TTL,
    },
    renderError: (ctx, { error, error_description: why = '' }) => {
      ctx.set(PAGE_HEADERS);
      ctx.body = problemPage(`请求不对（${error}），请从应用重新登录`, `${error}: ${why}`);
    },
  };
}
