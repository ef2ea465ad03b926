import { randomBytes, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { chmod, link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  Base64Key,
  type KeyProvider,
  type Keys,
  keysOfSecret,
  type Secret,
  secretFrom,
} from '../../shared/secrets/keys.ts';

const ignoreCode = (code: string) => (error: unknown) => {
  if ((error as NodeJS.ErrnoException).code !== code) throw error;
  return undefined;
};

const generateKey = (): string => randomBytes(32).toString('base64');

/** Writes a draft beside the key file, synced to the disk, readable by its owner alone. Returns its path. */
const writeDraft = async (file: string, text: string): Promise<string> => {
  const draft = `${file}.${randomUUID()}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
};

/** Syncs the folder of a file, so that its name survives a loss of power, if the system can open folders. */
const syncFolder = async (file: string): Promise<void> => {
  const folder = await open(dirname(file)).catch(() => undefined);
  await folder?.sync().finally(() => folder.close());
};

/** The file of a data folder that holds the person key. */
export const keyFileIn = (dataDir: string): string => join(dataDir, 'person-key');

export async function hasKeyFile(file: string): Promise<boolean> {
  return (await stat(file).catch(ignoreCode('ENOENT'))) !== undefined;
}

/**
 * Creates the key file unless there is one, readable by its owner alone. A key that is lost cannot be made again: ID
 * numbers then find nobody.
 */
export async function createKeyFile(file: string): Promise<void> {
  const existing = await stat(file).catch(ignoreCode('ENOENT'));
  if (existing) {
    if (existing.mode & 0o077) await chmod(file, 0o600);
    return;
  }
  // Of two processes that start at once the first links its file.
  const draft = await writeDraft(file, generateKey());
  await link(draft, file).catch(ignoreCode('EEXIST'));
  await rm(draft);
  await syncFolder(file);
}

/** Parses a key file: a key alone until its first rotation, then a secret as in Secrets Manager. Throws `SecretWrong`. */
const parseKeyFile = (text: string): Secret => {
  const alone = Base64Key.safeParse(text.trim());
  return alone.success ? { current: alone.data } : secretFrom(text);
};

const readSecret = async (file: string): Promise<Secret> => parseKeyFile(await readFile(file, 'utf8'));

/** Replaces the secret atomically. */
const replaceSecret = async (file: string, secret: Secret): Promise<void> => {
  const draft = await writeDraft(file, `${JSON.stringify(secret)}\n`);
  await rename(draft, file);
  await syncFolder(file);
};

/** Whether there is a previous key: a rotation is under way. */
export const hasPreviousKey = async (file: string): Promise<boolean> =>
  (await readSecret(file)).previous !== undefined;

/** When the file was last written, in milliseconds since 1970. */
export const writtenAt = async (file: string): Promise<number> => (await stat(file)).mtimeMs;

/**
 * Makes a new current key and keeps the last as previous. Does nothing while there is a previous key, under which alone
 * people may be claimed. Returns whether it made a key.
 */
export async function rotateKey(file: string): Promise<boolean> {
  const { current, previous } = await readSecret(file);
  if (previous !== undefined) return false;
  await replaceSecret(file, { current: generateKey(), previous: current });
  return true;
}

/** Drops the previous key. */
export async function dropPreviousKey(file: string): Promise<void> {
  const { current } = await readSecret(file);
  await replaceSecret(file, { current });
}

/** Provides the keys of the file; reads it again after a change, so that a rotation takes effect at once. */
export function keysOfFile(file: string): KeyProvider {
  let last: { readonly mark: string; readonly keys: Keys } | undefined;
  return async () => {
    // Synchronous: microseconds, a tenth of the asynchronous call, with every request.
    const { ino, mtimeMs, size } = statSync(file);
    const mark = `${ino} ${mtimeMs} ${size}`;
    if (last?.mark !== mark) last = { mark, keys: keysOfSecret(await readSecret(file)) };
    return last.keys;
  };
}
