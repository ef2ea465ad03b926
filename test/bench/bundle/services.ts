import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const AUDIENCE = 'houfu';
export const SECRET_ARN = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu';

/** The key by which the bench's people are found, as `machine.ts` has it. */
const SECRET = JSON.stringify({ current: Buffer.alloc(32, 7).toString('base64') });

/** Starts one server that is the issuer, with one key, and Secrets Manager, with one secret. */
export async function startServices() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' };
  let url = '';
  const server = createServer((request, response) => {
    const bodyOf = (): object => {
      if (request.method === 'POST') return { ARN: SECRET_ARN, Name: 'houfu', SecretString: SECRET };
      return request.url?.includes('openid') ? { issuer: url, jwks_uri: `${url}/jwks` } : { keys: [jwk] };
    };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(bodyOf()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  url = `http://127.0.0.1:${port}`;
  const token = await new SignJWT({ role: 'hr_clerk', areas: ['511722'] })
    .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
    .setIssuer(url)
    .setAudience(AUDIENCE)
    .setSubject('bench')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  return { url, token, stop: () => server.close() };
}
