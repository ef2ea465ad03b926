import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import * as z from 'zod';
import { SettingWrong } from '../environment.ts';

const Part = z.string().min(1);

const RsaKey = z.object({
  kty: z.literal('RSA'),
  kid: Part,
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  ...{ n: Part, e: Part, d: Part, p: Part, q: Part, dp: Part, dq: Part, qi: Part },
});

/** The private keys of the issuer on one machine (RFC 7517), the first of which signs. */
const IdentityKeys = z.object({ keys: z.tuple([RsaKey], RsaKey) });
export type IdentityKeys = z.infer<typeof IdentityKeys>;

async function makeKeys(): Promise<IdentityKeys> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return IdentityKeys.parse({
    keys: [{ ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'RS256', use: 'sig' }],
  });
}

const unless = (code: string) => (error: unknown) => {
  if ((error as NodeJS.ErrnoException).code !== code) throw error;
  return undefined;
};

function parseKeys(file: string, text: string): IdentityKeys {
  try {
    return IdentityKeys.parse(JSON.parse(text));
  } catch {
    // The content is not shown: it may be a key with a character lost.
    throw new SettingWrong(
      `${file}: 不是签名密钥，删除后会重新生成 / no signing keys: remove it and new ones are made`,
    );
  }
}

/**
 * Returns the signing keys of a data folder's issuer, made on first use and readable by the owner alone. Tokens outlive
 * a restart, and can be made while no server runs. Throws `SettingWrong`.
 */
export async function identityKeysIn(dataDir: string): Promise<IdentityKeys> {
  const file = join(dataDir, 'identity-keys.json');
  const read = () => readFile(file, 'utf8').catch(unless('ENOENT'));
  const known = await read();
  if (known !== undefined) return parseKeys(file, known);
  const made = JSON.stringify(await makeKeys());
  // Of two processes that start at once the first wins; the link makes its file visible only when it is complete.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, made, { mode: 0o600 });
  await link(draft, file).catch(unless('EEXIST'));
  await rm(draft);
  return parseKeys(file, (await read()) ?? made);
}
