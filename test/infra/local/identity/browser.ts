import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { demoPeople } from '../../../../infra/local/identity/people.ts';
import { localIdentity } from '../../../../infra/local/identity/provider.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { AREAS } from '../../../areas.ts';

export interface LocalIssuer {
  readonly issuer: string;
  readonly origin: string;
  readonly stop: () => Promise<void>;
}

/** The issuer of a data folder at a real server of its own. */
export const startLocalIssuer = async (dataDir: string): Promise<LocalIssuer> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { issuer, listener } = await localIdentity(
    dataDir,
    origin,
    demoPeople(AREAS, AreaCode.parse('511722')),
    AREAS,
  );
  server.on('request', listener);
  return {
    issuer,
    origin,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** What a browser is here: it keeps cookies by their path and follows nothing by itself. */
export const browser = () => {
  const jar = new Map<string, { readonly value: string; readonly path: string }>();
  return async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const { pathname } = new URL(url);
    const cookie = [...jar].flatMap(([name, { value, path }]) =>
      pathname.startsWith(path) ? `${name}=${value}` : [],
    );
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, cookie: cookie.join('; ') },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, { value, path: /path=([^;]+)/i.exec(set)?.[1] ?? '/' });
    }
    return response;
  };
};

export const CALLBACK = 'http://127.0.0.1:45678/callback';

/** An authorization request as an application makes it, with the verifier of its challenge (RFC 7636). */
export const authorization = (issuer: string, changes: Readonly<Record<string, string | undefined>> = {}) => {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id: 'houfu',
    response_type: 'code',
    redirect_uri: CALLBACK,
    scope: 'openid profile',
    state: 'somewhere',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const url = new URL(`${issuer}/auth`);
  for (const [name, value] of Object.entries(parameters)) if (value) url.searchParams.set(name, value);
  return { url, verifier };
};

export const form = (fields: Readonly<Record<string, string>>): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
});

/** Where a response sends the browser. */
export const sentTo = (response: Response): URL => {
  const location = response.headers.get('location');
  if (!location) throw new Error(`sent nowhere: ${response.status}`);
  return new URL(location, response.url);
};
