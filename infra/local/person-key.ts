import { randomBytes, randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const isNot = (code: string) => (error: unknown) => {
  if ((error as NodeJS.ErrnoException).code !== code) throw error;
  return undefined;
};

/**
 * The key of the hash by which people are found, in base 64: made once for a data folder and kept beside the
 * engine's files, readable by its owner alone. Who loses it loses the way from ID numbers to people.
 */
export const personKeyIn = async (dataDir: string): Promise<string> => {
  const file = join(dataDir, 'person-key');
  const read = () => readFile(file, 'utf8').catch(isNot('ENOENT'));
  const known = await read();
  if (known) return known.trim();
  const made = randomBytes(32).toString('base64');
  // Two processes that start at once: the file of the first stands, and nobody reads it before it is whole.
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, made, { mode: 0o600 });
  await link(draft, file).catch(isNot('EEXIST'));
  await rm(draft);
  return ((await read()) ?? made).trim();
};
