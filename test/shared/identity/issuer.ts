import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';

/** A key pair of an issuer, its public half as the issuer publishes it. */
export interface SigningKey {
  readonly kid: string;
  readonly alg: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
}

export const signingKey = async (kid: string, alg = 'RS256'): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { kid, alg, privateKey, publicKey, jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } };
};

type Answer = (response: ServerResponse) => void;

export const json =
  (body: unknown, status = 200): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

/** An OIDC issuer that really listens; what it answers can be changed, and is counted. */
export interface Issuer {
  readonly url: string;
  readonly asked: { document: number; keys: number };
  /** What it answers to a question for its document or its keys instead; undefined as it should. */
  answer: { document?: Answer | undefined; keys?: Answer | undefined };
  published: readonly SigningKey[];
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
}

export const startIssuer = async (...keys: readonly SigningKey[]): Promise<Issuer> => {
  const asked = { document: 0, keys: 0 };
  const server = createServer((request, response) => {
    const what = request.url === '/keys' ? 'keys' : 'document';
    asked[what] += 1;
    const body =
      what === 'keys'
        ? { keys: issuer.published.map(({ jwk }) => jwk) }
        : { issuer: issuer.url, jwks_uri: `${issuer.url}/keys` };
    (issuer.answer[what] ?? json(body))(response);
  });
  const up = (port = 0) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await up();
  const { port } = server.address() as AddressInfo;
  const issuer: Issuer = {
    url: `http://127.0.0.1:${port}`,
    asked,
    answer: {},
    published: keys,
    down: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    up: () => up(port),
  };
  return issuer;
};

/** A token signed by a key, with whatever claims and header a test wants. */
export const tokenOf = (
  { privateKey, kid, alg }: SigningKey,
  claims: JWTPayload,
  header: Partial<JWTHeaderParameters> = {},
): Promise<string> => new SignJWT(claims).setProtectedHeader({ alg, kid, ...header }).sign(privateKey);

/** A token that nobody signed, or somebody by other means: its three parts as given. */
export const rawToken = (header: object, claims: object, signature = ''): string =>
  [
    ...[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')),
    signature,
  ].join('.');
