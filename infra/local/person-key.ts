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

/** A file beside the key's own that holds the text, on the disk and not only in its cache, for its owner alone. */
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

/** The name in the folder survives a loss of power too, where the system lets a folder be opened. */
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
  // Of two processes that start at once the first links its file, whole.
  const draft = await writeDraft(file, generateKey());
  await link(draft, file).catch(ignoreCode('EEXIST'));
  await rm(draft);
  await syncFolder(file);
}

/** What a key file holds: a key alone until it is first rotated, then a secret as Secrets Manager would hold it. */
const parseKeyFile = (text: string): Secret => {
  const alone = Base64Key.safeParse(text.trim());
  return alone.success ? { current: alone.data } : secretFrom(text);
};

const readSecret = async (file: string): Promise<Secret> => parseKeyFile(await readFile(file, 'utf8'));

/** Puts another secret in place of the one that was read; whoever reads finds the one or the other, whole. */
const replaceSecret = async (file: string, secret: Secret): Promise<void> => {
  const draft = await writeDraft(file, `${JSON.stringify(secret)}\n`);
  await rename(draft, file);
  await syncFolder(file);
};

/** Whether there is a key before the current one, so that people are being re-hashed. */
export const hasPreviousKey = async (file: string): Promise<boolean> =>
  (await readSecret(file)).previous !== undefined;

/** When the file was last written, in milliseconds. */
export const writtenAt = async (file: string): Promise<number> => (await stat(file)).mtimeMs;

/**
 * Makes a new current key and keeps the one before. While one before is still kept nothing is done: people may be
 * claimed under it alone. Says whether it made a key.
 */
export async function rotateKey(file: string): Promise<boolean> {
  const { current, previous } = await readSecret(file);
  if (previous !== undefined) return false;
  await replaceSecret(file, { current: generateKey(), previous: current });
  return true;
}

/** Drops the key before the current one. */
export async function dropPreviousKey(file: string): Promise<void> {
  const { current } = await readSecret(file);
  await replaceSecret(file, { current });
}

/** The keys of the file as it is at every moment: a rotation by another process holds from the next change on. */
export function keysOfFile(file: string): KeyProvider {
  let seen: { readonly mark: string; readonly keys: Keys } | undefined;
  return async () => {
    // Some microseconds, where a promise would be ten times that.
    const { ino, mtimeMs, size } = statSync(file);
    const mark = `${ino} ${mtimeMs} ${size}`;
    if (seen?.mark !== mark) seen = { mark, keys: keysOfSecret(await readSecret(file)) };
    return seen.keys;
  };
}
