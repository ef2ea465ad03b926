import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdentitySettings } from '../../../shared/identity/settings.ts';

/** The path of the issuer on the server of one machine. */
const MOUNT = '/oidc';

/** The audience of its tokens. */
export const AUDIENCE = 'houfu';

/** Seconds until its tokens expire: a working day. */
export const TOKEN_AGE = 8 * 3600;

/** Returns the issuer of a server at a URL such as `http://127.0.0.1:3000`. */
export const issuerAt = (baseUrl: string): string => `${baseUrl}${MOUNT}`;

/** Returns the settings by which the tokens of a local issuer are verified. */
export const localSettings = (issuer: string): IdentitySettings => ({
  issuer,
  audience: AUDIENCE,
  roleClaim: 'role',
  areasClaim: 'areas',
});

const fileIn = (dataDir: string): string => join(dataDir, 'issuer');

/** Records the issuer of the server that runs on a data folder, for the job that makes tokens. */
export async function recordIssuer(dataDir: string, issuer: string): Promise<void> {
  const draft = `${fileIn(dataDir)}.${randomUUID()}`;
  await writeFile(draft, `${issuer}\n`);
  await rename(draft, fileIn(dataDir));
}

/** Returns the issuer of the server that runs, or ran last, on a data folder; undefined if none has. */
export async function recordedIssuer(dataDir: string): Promise<string | undefined> {
  try {
    return (await readFile(fileIn(dataDir), 'utf8')).trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}
