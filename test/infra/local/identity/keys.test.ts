import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SettingWrong } from '../../../../infra/local/environment.ts';
import { identityKeysIn } from '../../../../infra/local/identity/keys.ts';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'houfu-identity-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

it('keys are made once, for their owner alone', async () => {
  const made = await identityKeysIn(dataDir);
  expect(made.keys[0]).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' });
  expect(await identityKeysIn(dataDir)).toEqual(made);
  expect(await readdir(dataDir)).toEqual(['identity-keys.json']);
  expect((await stat(join(dataDir, 'identity-keys.json'))).mode & 0o777).toBe(0o600);
});

it('keys asked for at once are the same for all who ask', async () => {
  const asked = await Promise.all([1, 2, 3, 4].map(() => identityKeysIn(dataDir)));
  expect(new Set(asked.map(({ keys }) => keys[0].kid)).size).toBe(1);
  expect(await readdir(dataDir)).toEqual(['identity-keys.json']);
});

it.each(['', 'x', '{}', '{"keys":[]}', '{"keys":[{"kty":"RSA","d":"secret"}]}'])(
  'a file with %j is said to be none of keys, without what it holds',
  async (text) => {
    await writeFile(join(dataDir, 'identity-keys.json'), text);
    const error = await identityKeysIn(dataDir).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SettingWrong);
    expect(String(error)).toMatch(/identity-keys\.json: .*删除.*remove/);
    expect(String(error)).not.toContain('secret');
  },
);
