import { randomBytes } from 'node:crypto';
import type { ClientMetadata, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import { base } from 'oidc-provider/lib/helpers/interaction_policy/index.js';
import { AUDIENCE, TOKEN_AGE } from './issuer.ts';
import type { IdentityKeys } from './keys.ts';
import { PAGE_HEADERS, problemPage } from './page.ts';
import type { DemoPerson } from './people.ts';

/** Where a sign-in is taken up, below the issuer: `/sign-in/<uid>`. */
export const SIGN_IN = '/sign-in';

/** What the issuer would remember people by. */
export const SESSION_COOKIE = 'oidc_session';

/** Seconds in which a sign-in has to be done. */
const PATIENCE = 600;

/** Access tokens are for the one API there is, whatever a client calls it. */
const API = `urn:${AUDIENCE}:api`;

/** Of loopback addresses the port is not compared (RFC 8252, 7.3). */
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

/** Nobody is asked for consent: the system is the only client. */
const askWho = () => {
  const policy = base();
  policy.remove('consent');
  return policy;
};

/** What consent would have granted. */
const grantAll = async ({ oidc }: KoaContextWithOIDC) => {
  const { accountId } = oidc.session ?? {};
  if (!oidc.client || accountId === undefined) return undefined;
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId });
  grant.addOIDCScope('openid profile');
  await grant.save();
  return grant;
};

/** How the issuer on one machine is set up: authorization code with PKCE, access tokens as JWTs, no refresh. */
export const configurationOf = (
  mount: string,
  keys: IdentityKeys,
  people: readonly DemoPerson[],
): Configuration => {
  const personOf = (sub: string | undefined) => people.find((person) => person.sub === sub);
  return {
    // Sign-ins under way and codes are all that there is to keep: a restart costs nobody more than a click.
    adapter: createMemoryAdapter(),
    clients: [CLIENT],
    jwks: keys,
    cookies: {
      keys: [randomBytes(32).toString('base64url')],
      // Cookies are shared by all ports of a host: these are out of the way of anybody else's.
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
      policy: askWho(),
      url: (_, { uid }) => `${mount}${SIGN_IN}/${uid}`,
    },
    ttl: {
      AccessToken: TOKEN_AGE,
      AuthorizationCode: 60,
      Grant: TOKEN_AGE,
      IdToken: TOKEN_AGE,
      Interaction: PATIENCE,
      Session: PATIENCE,
    },
    renderError: (ctx, { error, error_description: why = '' }) => {
      ctx.set(PAGE_HEADERS);
      ctx.body = problemPage(`请求不对（${error}），请从应用重新登录`, `${error}: ${why}`);
    },
  };
};
