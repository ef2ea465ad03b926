import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Areas, areasFrom } from './domain/areas/areas.ts';
import { FormerArea } from './domain/areas/division.ts';
import { PrefectureNames, VillageNames } from './domain/areas/prefecture.ts';

/** A data file of areas is missing or unusable. Its message, in both languages, names the file and the remedy. */
export class AreasUnavailable extends Error {
  override readonly name = 'AreasUnavailable';
}

const missingMessage = (file: string, prefecture: string): string =>
  `缺少区划数据 ${file}，请先运行 npm run areas -- ${prefecture} / the area data ${file} is missing; run npm run areas -- ${prefecture} first`;

const unusableMessage = (file: string, prefecture: string): string =>
  `区划数据 ${file} 无法使用，请用 npm run areas -- ${prefecture} 重新生成 / the area data ${file} is unusable; make it again with npm run areas -- ${prefecture}`;

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function readPrefectureFile<T extends z.ZodType>(schema: T, file: string, prefecture: string): z.output<T> {
  try {
    return schema.parse(readJson(file));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new AreasUnavailable((isMissing ? missingMessage : unusableMessage)(file, prefecture));
  }
}

function readFormerAreas(file: string): z.output<typeof FormerArea>[] {
  try {
    return z.array(FormerArea).parse(readJson(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new AreasUnavailable(
      `曾用区划数据 ${file} 无法使用，请更正 / the data of former areas ${file} is unusable; correct it (${error})`,
    );
  }
}

/**
 * Reads the areas of prefectures from a folder: names of counties and townships now, those of villages when the first
 * is needed. Throws `AreasUnavailable` if a file is missing or unusable.
 */
export function loadAreas(folder: string, prefectures: readonly string[]): Areas {
  const names = prefectures.map((prefecture) => {
    const file = join(folder, `${prefecture}.json`);
    const parsed = readPrefectureFile(PrefectureNames, file, prefecture);
    if (parsed.prefecture !== prefecture) throw new AreasUnavailable(unusableMessage(file, prefecture));
    return parsed;
  });
  return areasFrom(names, readFormerAreas(join(folder, 'former.json')), (prefecture) =>
    readPrefectureFile(VillageNames, join(folder, `${prefecture}-villages.json`), prefecture),
  );
}
