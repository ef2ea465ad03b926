import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, normalize, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const CRUISER = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const BIOME = join(ROOT, 'node_modules/@biomejs/biome/bin/biome');
const run = promisify(execFile);

interface Cruised {
  readonly summary: {
    readonly violations: readonly { from: string; rule: { name: string } }[];
    readonly ruleSetUsed: { readonly forbidden: readonly { name: string }[] };
  };
  readonly modules: readonly { source: string; dependencies: readonly { resolved: string }[] }[];
}

/** Runs a program in a folder and returns its standard output, whatever its exit code. */
async function outputOf(folder: string, program: string, args: readonly string[]): Promise<string> {
  const ran = run(process.execPath, [program, ...args], { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
  return ran.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

const cruise = async (folder: string): Promise<Cruised> =>
  JSON.parse(
    await outputOf(folder, CRUISER, [
      'shared',
      'functions',
      'infra',
      '--output-type',
      'json',
      '--no-progress',
    ]),
  );

/** A file for each rule that it breaks; what it imports is in `SOUND` or here. */
const PLANTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'text-looks-down': { 'shared/text/up.ts': "export type { Sound } from '../table/sound.ts';" },
  'secrets-looks-down': { 'shared/secrets/up.ts': "import type { Sound } from '../table/sound.ts';" },
  'identity-looks-down': { 'shared/identity/up.ts': "import '../channels/sound.ts';" },
  'channels-looks-down': { 'shared/channels/kinds/up.ts': "import '../../table/sound.ts';" },
  'table-looks-down': { 'shared/table/a-new-folder/up.ts': "import '../../act/sound.ts';" },
  'deps-looks-down': { 'shared/deps.ts': "import './act/sound.ts';" },
  'act-looks-down': { 'shared/act/up.ts': "import '../queries/sound.ts';" },
  'queries-looks-down': { 'shared/queries/up.ts': "import '../views/sound.ts';" },
  'views-looks-down': { 'shared/views/up.ts': "const late = () => import('../sheets/sound.ts');" },
  'sheets-looks-down': { 'shared/sheets/up.ts': "import '../compose.ts';" },
  'log-and-faults-looks-down': { 'shared/faults.ts': "import './domain/sound.ts';" },
  'shared-has-known-rooms': { 'shared/attic/new.ts': "import '../domain/sound.ts';" },
  'shared-is-below-functions': { 'shared/queries/over.ts': "import '../../functions/api/sound.ts';" },
  'functions-are-below-infra': { 'functions/api/over.ts': "import '../../infra/aws/sound.ts';" },
  'infra-is-not-a-test': { 'infra/local/over.ts': "import '../../test/sound.ts';" },
  'functions-stand-alone': { 'functions/a-new-function/beside.ts': "import '../api/sound.ts';" },
  'domain-is-pure': {
    'shared/domain/rules/up.ts': "import '../../text/sound.ts';",
    'shared/domain/rules/files.ts': "import type { Stats } from 'node:fs';",
    'shared/domain/rules/log.ts': "import '../../log.ts';",
  },
  'domain-hashes-in-one-place': { 'shared/domain/rules/hash.ts': "import 'node:crypto';" },
  'dynamodb-is-behind-the-table': {
    'functions/api/direct.ts': "import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';",
  },
  'no-cycles': {
    'shared/act/one.ts': "import type { Other } from './other.ts';",
    'shared/act/other.ts': "import './one.ts';",
  },
  'no-cycles-of-folders': {
    'shared/domain/north/one.ts': "import '../south/one.ts';",
    'shared/domain/south/two.ts': "import '../north/two.ts';",
    'shared/domain/south/one.ts': "import '../sound.ts';",
    'shared/domain/north/two.ts': "import '../sound.ts';",
  },
  'no-orphans': { 'shared/act/alone.ts': 'export const alone = 1;' },
  'imports-resolve': { 'functions/api/lost.ts': "import './not-there.ts';" },
};

const SOUND = [
  ...['domain', 'text', 'channels', 'table', 'act', 'queries', 'views', 'sheets'].map(
    (room) => `shared/${room}`,
  ),
  ...['functions/api', 'infra/aws', 'test'],
].map((folder) => `${folder}/sound.ts`);

/** Imports of one more file keep the sound ones from being orphans. */
const SOUND_FILES = {
  'shared/log.ts': 'export type Log = 1;',
  ...Object.fromEntries(SOUND.map((path) => [path, 'export type Sound = 1;'])),
  'shared/compose.ts': "import './act/sound.ts';",
};

describe('the layer check', () => {
  let folder = '';

  async function plant(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(join(folder, dirname(path)), { recursive: true });
      await writeFile(join(folder, path), `${text}\n`);
    }
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'houfu-layers-'));
    for (const file of ['.dependency-cruiser.mjs', 'tsconfig.json', 'domain-is-pure.grit', 'package.json']) {
      await cp(join(ROOT, file), join(folder, file));
    }
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    await plant(SOUND_FILES);
    for (const files of Object.values(PLANTED)) await plant(files);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('refuses a planted violation of each rule, and nothing else', async () => {
    const { summary } = await cruise(folder);
    const rules = summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(rules.sort()).toEqual(Object.keys(PLANTED).sort());
    const refused = (name: string) =>
      summary.violations.filter(({ rule }) => rule.name === name).map(({ from }) => from);
    for (const [rule, files] of Object.entries(PLANTED)) {
      const scope = rule === 'no-cycles-of-folders' ? dirname : (path: string) => path;
      const planted = Object.keys(files).map(scope);
      // A cycle is reported at one of its files.
      const places = rule === 'no-cycles' ? planted.slice(0, 1) : planted;
      expect([...new Set(refused(rule))].sort(), rule).toEqual([...new Set(places)].sort());
    }
  });

  it('passes this tree and sees every import of it, those of types too', async () => {
    const { summary, modules } = await cruise(ROOT);
    expect(summary.violations.map(({ from, rule }) => `${rule.name}: ${from}`)).toEqual([]);
    const sources = modules.filter(({ source }) => /^(shared|functions|infra)\/.*\.ts$/.test(source));
    let count = 0;
    for (const { source, dependencies } of sources) {
      const seen = new Set(dependencies.map(({ resolved }) => resolved));
      const text = await readFile(join(ROOT, source), 'utf8');
      for (const [, specifier = ''] of text.matchAll(/^(?:import|export|\}) .*?from '(\.[^']+)';$/gm)) {
        expect(seen, `${source} ${specifier}`).toContain(normalize(join(dirname(source), specifier)));
        count++;
      }
    }
    expect(count).toBeGreaterThan(1500);
  });

  it('refuses a clock, chance and the environment in the domain', async () => {
    const impure = [
      'Date.now()',
      'new Date()',
      'Math.random()',
      'process.env',
      'console.log()',
      "fetch('x')",
    ];
    await plant({
      'impure/shared/domain/impure.ts': impure.map((code, i) => `export const x${i} = ${code};`).join('\n'),
      'impure/shared/act/may.ts': 'export const now = Date.now();',
      'impure/shared/domain/pure.ts': 'export const day = new Date(0);',
      'impure/biome.json': (await readFile(join(ROOT, 'biome.json'), 'utf8'))
        .replace('"vcs"', '"root": true, "vcs"')
        .replace('./domain-is-pure.grit', '../domain-is-pure.grit'),
    });
    const args = ['lint', '--reporter=json', '--vcs-enabled=false', '.'];
    const { diagnostics } = JSON.parse(await outputOf(join(folder, 'impure'), BIOME, args)) as {
      diagnostics: { category: string; location: { path: string | { file: string } } }[];
    };
    const found = diagnostics.filter(({ category }) => category === 'plugin');
    expect(found.map(({ location }) => location.path)).toEqual(impure.map(() => expect.anything()));
    expect(JSON.stringify(found)).not.toContain('may.ts');
    expect(JSON.stringify(found)).not.toContain('/pure.ts');
  });
});
