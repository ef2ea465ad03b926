import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLES } from '../../../functions/api/routes/examples/index.ts';
import { person, testDeps } from '../../deps.ts';
import { apiOf, tokenOf } from './county.ts';

const run = promisify(execFile);
const CLIENT = fileURLToPath(new URL('./client', import.meta.url));
const DIST = `${CLIENT}/dist`;

/** Returns the code of the client in a README. */
const codeOf = async (readme: string): Promise<string> => {
  const text = await readFile(new URL(`../../../${readme}`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  const [code = '', ...more] = blocks.filter((block) => block.includes('openapi-fetch'));
  expect(more).toEqual([]);
  expect(code).toContain("from 'openapi-fetch'");
  return code;
};

/** Checks clients by file name against the types of the document, in one run; returns what TypeScript prints of each. */
const checkTypes = async <Name extends string>(
  clients: Record<Name, string>,
): Promise<Record<Name, string>> => {
  const entries = Object.entries(clients) as [Name, string][];
  for (const [name, client] of entries) await writeFile(`${DIST}/${name}.ts`, client);
  const tsc = run(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '--project', '.', '--pretty', 'false'],
    {
      cwd: CLIENT,
    },
  );
  const printed = await tsc.then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
  // An error begins with its file; lines that explain it are indented.
  const errors = printed.split(/\n(?=\S)/);
  const errorsIn = (name: Name) => errors.filter((error) => error.startsWith(`dist/${name}.ts`)).join('\n');
  return Object.fromEntries(entries.map(([name]) => [name, errorsIn(name)])) as Record<Name, string>;
};

let code: string;
beforeAll(async () => {
  code = await codeOf('README.md');
  await mkdir(DIST, { recursive: true });
  const types = fileURLToPath(new URL('../../../functions/api/openapi/openapi.json', import.meta.url));
  const cli = 'node_modules/openapi-typescript/bin/cli.js';
  await run(process.execPath, [cli, types, '--output', 'dist/houfu.d.ts'], { cwd: CLIENT });
});
afterAll(() => rm(DIST, { recursive: true, force: true }));

/** A household without anybody in work, on a real server; what the client prints against it. */
const county = async () => {
  const deps = await testDeps();
  const { app, ask } = apiOf(deps);
  const playExample = async (route: string, path = route.split(' ')[1] ?? '') => {
    const example = EXAMPLES[route]?.body as Record<string, unknown>;
    const { siteId: _, resettlement: __, ...body } = example;
    return ask(path, { method: route.split(' ')[0] ?? '', body });
  };
  const made = JSON.parse((await playExample('POST /households')).text) as { id: string; made: string[] };
  await playExample('PATCH /households/{id}/members/{mid}', `/households/${made.id}/members/${made.made[0]}`);
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const client = (token: string) =>
    run(process.execPath, ['--import', 'tsx', 'dist/client.ts'], {
      cwd: CLIENT,
      env: { ...process.env, HOUFU_URL: `http://127.0.0.1:${port}`, HOUFU_TOKEN: token },
    });
  return { ask, household: made.id, client, stop: () => server.close() };
};

describe('the client of the README', () => {
  test('is the same in both languages', async () => {
    expect(await codeOf('README.zh-CN.md')).toBe(code);
  });

  test('fits the types of the document, which are there to be broken', async () => {
    const errors = await checkTypes({
      field: code.replace('idNumber, employer:', 'idNumber, employr:'),
      outcome: code.replace('.outcomes.R3', '.outcomes.R3.length.x'),
      path: code.replace("'/people/lookup'", "'/people/look-up'"),
      client: code,
    });
    expect(errors.field).toContain('employr');
    expect(errors.outcome).toContain("'x'");
    expect(errors.path).toContain('look-up');
    expect(errors.client).toBe('');
  }, 180_000);

  test('looks somebody up, logs the placement, and is told what is wrong the second time', async () => {
    const { ask, household, client, stop } = await county();
    try {
      await writeFile(`${DIST}/client.ts`, code);
      const clerk = tokenOf(person('hr_clerk'));
      const first = await client(clerk);
      expect(first.stdout).toMatch(/^gap \[[\s\S]*work[\s\S]*\]\n\[ 'met' \]\n$/);
      expect(first.stderr).toBe('');
      const record = JSON.parse((await ask(`/households/${household}`)).text);
      expect(record.employments).toMatchObject([{ employer: '示例帮扶车间', from: '2026-06-01' }]);
      const second = await client(clerk);
      expect(second.stdout).toMatch(/^met /);
      expect(second.stderr).toMatch(/^Conflict .+ from: /);
      await expect(client(tokenOf(person('hr_clerk', '511723')))).rejects.toThrow(/Nobody is on record/);
    } finally {
      stop();
    }
  });
});
