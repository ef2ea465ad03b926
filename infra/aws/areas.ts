import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node } from 'constructs';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import { DEFAULT_PREFECTURES, PrefectureCodes } from '../../shared/domain/areas/prefecture.ts';
import { loadAreas } from '../../shared/load-areas.ts';
import { WrongSetting } from './wrong-setting.ts';

const DATA = fileURLToPath(new URL('../../areas', import.meta.url));

const REMEDY =
  '请用 4 位地市代码指定服务范围，如 -c areas=5117,5303 / name the prefectures by their four digits, for example -c areas=5117,5303';

/**
 * The prefectures that a deployment serves, as `-c areas=` names them. Throws `WrongSetting` for codes that are none, and
 * `AreasUnavailable` for a prefecture without data.
 */
export function configuredPrefectures(node: Node): readonly AreaCode[] {
  const context: unknown = node.tryGetContext('areas');
  if (context === undefined) return DEFAULT_PREFECTURES;
  const codes = PrefectureCodes.safeParse(String(context));
  if (!codes.success) throw new WrongSetting(REMEDY);
  loadAreas(DATA, codes.data);
  return codes.data;
}

/** Copies the data of prefectures into the folder of a bundle, where its function reads them. */
export function copyAreas(prefectures: readonly AreaCode[], bundle: string): void {
  const folder = join(bundle, 'areas');
  mkdirSync(folder);
  const files = prefectures.flatMap((code) => [`${code}.json`, `${code}-villages.json`]);
  for (const file of [...files, 'former.json']) copyFileSync(join(DATA, file), join(folder, file));
}
