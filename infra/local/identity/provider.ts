import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import als from 'oidc-provider/lib/helpers/als.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import { configurationOf, SESSION_COOKIE, SIGN_IN } from './configuration.ts';
import { issuerAt } from './issuer.ts';
import { type IdentityKeys, identityKeysIn } from './keys.ts';
import { problemPage, send, signInPage } from './page.ts';
import { type DemoPerson, PEOPLE } from './people.ts';

const TOO_LATE = problemPage(
  '这次登录已超时或已完成，请回到应用重新登录',
  'This sign-in has timed out or is done; go back to the application and sign in again',
);
const NOBODY = problemPage(
  '没有这个示范人员，请返回重选',
  'There is no such person; go back and choose again',
);

/** A form of one field. */
const LONGEST_FORM = 1_000;

/**
 * A request as of somebody who has not signed in: whoever tries the system out is asked each time, since they want to
 * be somebody else the next time.
 */
const forgetting = (request: IncomingMessage): void => {
  const kept = (request.headers.cookie ?? '')
    .split('; ')
    .filter((cookie) => !cookie.startsWith(SESSION_COOKIE));
  request.headers.cookie = kept.join('; ');
};

/** Shows the people to choose from, and takes the choice. */
const signIn = async (
  provider: Provider,
  people: readonly DemoPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const isUnderWay = await provider.interactionDetails(request, response).then(
    () => true,
    () => false,
  );
  if (!isUnderWay) return send(response, 400, TOO_LATE);
  if (request.method === 'GET') return send(response, 200, signInPage(people));
  const isForm = Number(request.headers['content-length'] ?? Number.NaN) <= LONGEST_FORM;
  const sub = isForm ? new URLSearchParams(await text(request)).get('person') : undefined;
  const person = people.find((one) => one.sub === sub);
  if (request.method !== 'POST' || !person) return send(response, 400, NOBODY);
  await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
};

/**
 * The provider's own way with a request, after which its store of the request is put away: on Node 20 it watches every
 * promise of the process from its first use on, and the API beside it answered a quarter slower for that.
 */
const callbackOf = (provider: Provider): RequestListener => {
  const callback: (...of: Parameters<RequestListener>) => unknown = provider.callback();
  let underWay = 0;
  return async (request, response) => {
    underWay++;
    try {
      await callback(request, response);
    } finally {
      underWay--;
      if (underWay === 0) als.disable();
    }
  };
};

/**
 * An OIDC issuer of ready-made people, for trying out on one machine: whoever can reach it is let in as anybody, so
 * that its server binds to loopback alone. The listener takes the requests below the path of the issuer, with that
 * path; it answers none that was sent to another host, which is how a page elsewhere would reach it by a name of its
 * own (DNS rebinding).
 */
export const identityProvider = (
  issuer: string,
  keys: IdentityKeys,
  people: readonly DemoPerson[] = PEOPLE,
): RequestListener => {
  const { host, pathname: mount } = new URL(issuer);
  const provider = new Provider(issuer, configurationOf(mount, keys, people));
  const callback = callbackOf(provider);
  return (request, response) => {
    const url = request.url ?? '';
    if (request.headers.host !== host) return void response.writeHead(421).end();
    if (!url.startsWith(`${mount}/`)) return void response.writeHead(404).end();
    // As the frameworks do that mount one application in another: the provider makes its URLs of the difference.
    const below = url.slice(mount.length);
    forgetting(request);
    Object.assign(request, { originalUrl: url, url: below });
    if (!below.startsWith(`${SIGN_IN}/`)) return void callback(request, response);
    signIn(provider, people, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, 400, TOO_LATE);
    });
  };
};

/** The issuer of a server on one machine, by the server's URL, with the keys of the data folder. */
export const localIdentity = async (
  dataDir: string,
  baseUrl: string,
): Promise<{ readonly issuer: string; readonly listener: RequestListener }> => {
  const issuer = issuerAt(baseUrl);
  return { issuer, listener: identityProvider(issuer, await identityKeysIn(dataDir)) };
};
