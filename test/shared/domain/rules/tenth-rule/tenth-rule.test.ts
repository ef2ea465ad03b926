import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../../../../..');
const copy = mkdtempSync(join(tmpdir(), 'houfu-tenth-rule-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

for (const part of ['shared', 'functions', 'infra', 'areas', 'test', 'package.json', 'tsconfig.json']) {
  cpSync(join(root, part), join(copy, part), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
// Without the setup of a whole run, which writes the command line's bundle into the shared node_modules.
writeFileSync(join(copy, 'vitest.config.ts'), 'export default {};\n');

const HERE = 'test/shared/domain/rules/tenth-rule';
const RULES = 'shared/domain/rules';
const inCopy = (path: string): string => readFileSync(join(copy, path), 'utf8');

// One file and one line: all that a tenth duty needs.
const rule = inCopy(`${HERE}/r10-household-contact.ts`)
  .replaceAll('../../../../../shared/domain/rules/', './')
  .replaceAll('../../../../../shared/domain/', '../');
writeFileSync(join(copy, RULES, 'r10-household-contact.ts'), rule);
const line = "export { householdContact } from './r10-household-contact.ts';\n";
writeFileSync(join(copy, RULES, 'index.ts'), inCopy(`${RULES}/index.ts`) + line);
writeFileSync(join(copy, HERE, 'scenario.test.ts'), inCopy(`${HERE}/scenario.ts`));

const { VITEST: _, VITEST_POOL_ID: __, VITEST_WORKER_ID: ___, NODE_OPTIONS: ____, ...env } = process.env;

/** Runs a tool of the project in the copy; throws with what it printed where it fails. */
const runInCopy = async (tool: string, ...args: string[]): Promise<string> => {
  const script = join(root, 'node_modules', tool);
  const options = { cwd: copy, env, maxBuffer: 20_000_000 };
  try {
    return (await run(process.execPath, [script, ...args], options)).stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${tool} failed:\n${stdout}\n${stderr}`);
  }
};

test('a tenth rule is one file and one line: the types hold with nothing else edited', async () => {
  const sources = { extends: './tsconfig.json', include: ['shared', 'functions', 'infra'] };
  writeFileSync(join(copy, 'tsconfig.sources.json'), JSON.stringify(sources));
  await runInCopy('@typescript/native/bin/tsc', '-p', 'tsconfig.sources.json');
}, 240_000);

test('beside a table filled under nine rules it lists, audits, freezes and verifies', async () => {
  const said = await runInCopy(
    'vitest/vitest.mjs',
    'run',
    `${HERE}/scenario.test.ts`,
    '--testTimeout=180000',
  );
  expect(said).toMatch(/Tests .*\d+ passed/);
}, 240_000);
