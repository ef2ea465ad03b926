import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';
import type { AreaNames } from '../../../shared/domain/areas/areas.ts';
import { providerConfiguration, SESSION_COOKIE, SIGN_IN } from './configuration.ts';
import { issuerAt } from './issuer.ts';
import { type IdentityKeys, identityKeysIn } from './keys.ts';
import { problemPage, send, signInPage } from './page.ts';
import type { DemoPerson } from './people.ts';

const EXPIRED = problemPage(
  '这次登录已超时或已完成，请回到应用重新登录',
  'This sign-in has timed out or is done; go back to the application and sign in again',
);
const UNKNOWN_PERSON = problemPage(
  '没有这个示范人员，请返回重选',
  'There is no such person; go back and choose again',
);

/** In bytes: the form has one field. */
const MAX_FORM_LENGTH = 1_000;

/** Removes the session's cookie from a request, so that the next sign-in asks again and can be as somebody else. */
function removeSession(request: IncomingMessage): void {
  const others = (request.headers.cookie ?? '')
    .split('; ')
    .filter((cookie) => !cookie.startsWith(SESSION_COOKIE));
  request.headers.cookie = others.join('; ');
}

/** Shows the people to choose from (GET), and signs in as the chosen one (POST). */
async function signIn(
  provider: Provider,
  people: readonly DemoPerson[],
  areas: AreaNames,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isInProgress = await provider.interactionDetails(request, response).then(
    () => true,
    () => false,
  );
  if (!isInProgress) return send(response, 400, EXPIRED);
  if (request.method === 'GET') return send(response, 200, signInPage(people, areas));
  const isForm = Number(request.headers['content-length'] ?? Number.NaN) <= MAX_FORM_LENGTH;
  const sub = isForm ? new URLSearchParams(await text(request)).get('person') : undefined;
  const person = people.find((one) => one.sub === sub);
  if (request.method !== 'POST' || !person) return send(response, 400, UNKNOWN_PERSON);
  await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
}

/**
 * Returns an OIDC issuer of ready-made people, for trying out on one machine. It signs anybody in as anybody, so its
 * server must bind to loopback alone. The listener takes requests below the issuer's path. It refuses those to another
 * host: a page elsewhere would send them by a name of its own (DNS rebinding).
 */
export function identityProvider(
  issuer: string,
  keys: IdentityKeys,
  people: readonly DemoPerson[],
  areas: AreaNames,
): RequestListener {
  const { host, pathname: mount } = new URL(issuer);
  const provider = new Provider(issuer, providerConfiguration(mount, keys, people));
  const callback = provider.callback();
  return (request, response) => {
    const url = request.url ?? '';
    if (request.headers.host !== host) return void response.writeHead(421).end();
    if (!url.startsWith(`${mount}/`)) return void response.writeHead(404).end();
    // The provider derives its URLs from the difference, as of an application that is mounted in another.
    const below = url.slice(mount.length);
    removeSession(request);
    Object.assign(request, { originalUrl: url, url: below });
    if (!below.startsWith(`${SIGN_IN}/`)) return void callback(request, response);
    signIn(provider, people, areas, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, 400, EXPIRED);
    });
  };
}

/** Returns the issuer of a server at a URL, with the keys of the data folder, and its listener. */
export async function localIdentity(
  dataDir: string,
  baseUrl: string,
  people: readonly DemoPerson[],
  areas: AreaNames,
): Promise<{ readonly issuer: string; readonly listener: RequestListener }> {
  const issuer = issuerAt(baseUrl);
  return { issuer, listener: identityProvider(issuer, await identityKeysIn(dataDir), people, areas) };
}
