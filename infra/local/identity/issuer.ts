import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { IdentitySettings } from '../../../shared/identity/settings.ts';

/** Where the server of one machine has its issuer. */
const MOUNT = '/oidc';

/** What its tokens are for. */
export const AUDIENCE = 'houfu';

/** Seconds that its tokens hold: a day at work. */
export const TOKEN_AGE = 8 * 3600;

/** The issuer of a server by its URL, such as `http://127.0.0.1:3000`. */
export const issuerAt = (baseUrl: string): string => `${baseUrl}${MOUNT}`;

/** How the tokens of the issuer on one machine are verified. */
export const localSettings = (issuer: string): IdentitySettings => ({
  issuer,
  audience: AUDIENCE,
  roleClaim: 'role',
  areasClaim: 'areas',
});

const fileIn = (dataDir: string): string => join(dataDir, 'issuer');

/** Notes the issuer of the server that runs on a data folder, for whoever makes tokens beside it. */
export const recordIssuer = async (dataDir: string, issuer: string): Promise<void> => {
  const draft = `${fileIn(dataDir)}.${randomUUID()}`;
  await writeFile(draft, `${issuer}\n`);
  await rename(draft, fileIn(dataDir));
};

/** The issuer of the server that runs, or ran last, on a data folder; undefined where none has. */
export const recordedIssuer = async (dataDir: string): Promise<string | undefined> => {
  try {
    return (await readFile(fileIn(dataDir), 'utf8')).trim() || undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
};
