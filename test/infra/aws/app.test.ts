import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROOT = new URL('../../..', import.meta.url).pathname;
const CONTEXT = { region: 'cn-northwest-1', issuer: 'https://issuer.example/houfu', audience: 'houfu' };

let out: string;
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'houfu-cdk-app-'));
});
afterAll(() => rm(out, { recursive: true }));

/** Runs the app as the CDK's command line does. */
const synthesise = (context: Readonly<Record<string, unknown>>) => {
  const env = { ...process.env, CDK_OUTDIR: out, CDK_CONTEXT_JSON: JSON.stringify(context) };
  return promisify(execFile)(process.execPath, ['--import', 'tsx', 'infra/aws/app.ts'], {
    cwd: ROOT,
    env,
  }).then(
    () => ({ code: 0, err: '' }),
    ({ code, stderr }) => ({ code, err: String(stderr).trimEnd() }),
  );
};

it.each([
  ['no issuer', { ...CONTEXT, issuer: undefined }, /^请指定 OIDC 颁发者.* \/ name the OIDC issuer/],
  ['areas that are no codes', { ...CONTEXT, areas: 'abc' }, /^请用 4 位地市代码.* \/ name the prefectures/],
  ['a prefecture without data', { ...CONTEXT, areas: '9999' }, /^缺少区划数据.*npm run areas -- 9999/],
])('refuses %s in a sentence, without a stack, and writes nothing', async (_, context, says) => {
  const { code, err } = await synthesise(context);
  expect([code, err]).toEqual([1, expect.stringMatching(says)]);
  expect(err.split('\n')).toHaveLength(1);
  expect(await readdir(out)).toEqual([]);
});
