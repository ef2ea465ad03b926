import { parse } from 'csv-parse/sync';
import type { PrefectureNames, VillageNames } from '../../../shared/domain/areas/prefecture.ts';
import { AreaDataFailure } from './failure.ts';

/** The tables of the package, each as CSV with a code and a name in the first two columns. */
export interface DivisionTables {
  readonly provinces: string;
  readonly cities: string;
  readonly areas: string;
  readonly streets: string;
  readonly villages: string;
}

/** Names in the tables of the parts of a municipality, and of counties directly under a province. */
const UNNAMED = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/;

/** The names of the divisions within a prefix, by code. Only its lines are parsed: the tables have up to 37 MB. */
function namesWithin(table: string, prefix: string): Record<string, string> {
  const lines = table.split('\n').filter((line) => line.startsWith(prefix));
  const rows = parse(lines.join('\n')) as string[][];
  return Object.fromEntries(rows.map(([code = '', name = '']) => [code, name]));
}

/**
 * Cuts the tables down to a prefecture, `5303`. Throws `AreaDataFailure`, with the prefectures of the province, for a
 * code that is none.
 */
export function cutPrefecture(
  tables: DivisionTables,
  prefecture: string,
  source: string,
): { readonly names: PrefectureNames; readonly villages: VillageNames } {
  const [provinceCode, city] = [prefecture.slice(0, 2), namesWithin(tables.cities, prefecture)[prefecture]];
  const province = namesWithin(tables.provinces, provinceCode)[provinceCode];
  if (!province || !city || prefecture.length !== 4) {
    const others = Object.entries(namesWithin(tables.cities, provinceCode));
    const known = others.map(([code, name]) => `${code} ${name}`).join('、');
    throw new AreaDataFailure(
      `没有代码为“${prefecture}”的地市（4 位代码，如 5117），${known ? `同省的有：${known}` : '请核对'} / ` +
        `“${prefecture}” is no prefecture (four digits, like 5117); ${known ? `those of its province are: ${known}` : 'please check it'}`,
    );
  }
  const names = {
    [prefecture]: UNNAMED.test(city) ? `${province}${city}` : city,
    ...namesWithin(tables.areas, prefecture),
    ...namesWithin(tables.streets, prefecture),
  };
  return {
    names: { prefecture: prefecture as PrefectureNames['prefecture'], province, source, names },
    villages: namesWithin(tables.villages, prefecture),
  };
}
