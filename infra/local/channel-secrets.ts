import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type SecretOf,
  SecretUnavailable,
  secretOfAll,
  secretsIn,
} from '../../shared/channels/secrets/secret-of.ts';

/** The permission bits of group and others. */
const GROUP_AND_OTHERS = 0o077;

const requirePrivate = (file: string, mode: number): void => {
  if ((mode & GROUP_AND_OTHERS) === 0) return;
  throw new SecretUnavailable(
    'secrets_open',
    `${file} 可被他人读取，已停止使用，请执行 chmod 600，并更换其中的密钥 / others can read ${file}, so it is not used: chmod 600, and replace what is in it`,
  );
};

/**
 * Reads channels' secrets from `HOUFU_DATA/channel-secrets`: `{ "name": "value", … }`, mode 600. The file is read with
 * each use, so that a change takes effect at once; the mode checked is that of the file opened. Without the file there
 * are no secrets. Throws `SecretUnavailable`.
 */
export function channelSecretsOfFile(dataDir: string): SecretOf {
  const file = join(dataDir, 'channel-secrets');
  return secretOfAll(async () => {
    const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    if (!handle) return new Map();
    try {
      requirePrivate(file, (await handle.stat()).mode);
      return secretsIn(await handle.readFile('utf8'));
    } finally {
      await handle.close();
    }
  });
}
