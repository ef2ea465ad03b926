import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { channelSecretsOfFile } from '../../../infra/local/channel-secrets.ts';

const root = await mkdtemp(join(tmpdir(), 'houfu-channel-secrets-'));
afterAll(() => rm(root, { recursive: true }));

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(root, 'data-'));
  file = join(folder, 'channel-secrets');
});

const written = async (text: string, mode = 0o600): Promise<void> => {
  await writeFile(file, text);
  await chmod(file, mode);
};

describe('the channels’ secrets of one machine', () => {
  test('are those of the file as it is at the moment', async () => {
    const secretOf = channelSecretsOfFile(folder);
    await expect(secretOf('county')).rejects.toMatchObject({ code: 'secret_missing' });
    await written('{"county":"open sesame"}');
    expect(await secretOf('county')).toBe('open sesame');
    await written('{"county":"another"}');
    expect(await secretOf('county')).toBe('another');
  });

  test.each([0o400, 0o600, 0o700])('are read from a file of mode %o', async (mode) => {
    await written('{"county":"open sesame"}', mode);
    expect(await channelSecretsOfFile(folder)('county')).toBe('open sesame');
  });

  test.each([0o640, 0o604, 0o644, 0o660, 0o620, 0o610, 0o601, 0o777])(
    'are not read from one of mode %o, and it says why',
    async (mode) => {
      await written('{"county":"open sesame"}', mode);
      const error = await channelSecretsOfFile(folder)('county').catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'secrets_open' });
      expect(String(error)).toContain(`${file} 可被他人读取，已停止使用，请执行 chmod 600`);
      expect(String(error)).not.toContain('sesame');
      await chmod(file, 0o600);
      expect(await channelSecretsOfFile(folder)('county')).toBe('open sesame');
    },
  );

  test('behind a link: the mode is that of the file itself', async () => {
    const real = join(folder, 'elsewhere');
    await writeFile(real, '{"county":"open sesame"}');
    await chmod(real, 0o644);
    await symlink(real, file);
    await expect(channelSecretsOfFile(folder)('county')).rejects.toMatchObject({ code: 'secrets_open' });
  });

  test('that are no JSON are told without a word of them', async () => {
    await written('county: open sesame');
    const error = await channelSecretsOfFile(folder)('county').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'secrets_malformed' });
    expect(String(error)).not.toContain('sesame');
  });
});
