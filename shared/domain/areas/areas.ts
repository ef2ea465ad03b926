import type { AreaCode } from './area.ts';
import type { Area, FormerArea } from './division.ts';
import { type AreaSearch, findTownship } from './find-township.ts';
import { findVillage, type Village } from './find-village.ts';
import type { PrefectureNames, VillageNames } from './prefecture.ts';

/**
 * The divisions of the prefectures that a deployment serves. Management areas (达州经开区) have no code; they are lists
 * of townships and come as settings.
 */
export interface Areas {
  /** Codes of the prefectures, in ascending order. */
  readonly prefectures: readonly AreaCode[];
  /** The province of a division, 四川省; undefined where its prefecture is not configured. */
  readonly provinceOf: (code: string) => string | undefined;
  /** The name of a prefecture, county or township in use; undefined for any other code. */
  readonly nameOf: (code: string) => string | undefined;
  /** The counties within a division, or the county itself; without a division all of them. */
  readonly counties: (within?: string) => readonly Area[];
  /** The townships within a division; of a village the township that it lies in; without a division all of them. */
  readonly townships: (within?: string) => readonly Area[];
  /** The division that had this code, or that held it, until it was merged or renamed; undefined for other codes. */
  readonly formerOf: (code: string) => FormerArea | undefined;
  /**
   * The township of a name, or of a code in its place, in a county identified the same way. Unknown
   * and ambiguous names return similar names.
   */
  readonly findTownship: (county: string | undefined, township: string) => AreaSearch;
  /** The village of a name in a township; undefined where none or more than one has it. */
  readonly findVillage: (township: AreaCode, name: string) => AreaCode | undefined;
  /** The villages of a township; none for an unknown township. */
  readonly villages: (township: AreaCode) => readonly Village[];
}

/** What is needed to call areas by their names. */
export type AreaNames = Pick<Areas, 'nameOf'>;

const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
};

/**
 * Builds the divisions of some prefectures from their data files. `villageNames` is called when the first village of a
 * prefecture is needed, and once for each prefecture.
 */
export function areasFrom(
  prefectures: readonly PrefectureNames[],
  formerAreas: readonly FormerArea[],
  villageNames: (prefecture: string) => VillageNames,
): Areas {
  const formerByCurrent = groupBy(formerAreas, ({ into }) => into);
  const all: readonly Area[] = prefectures
    .flatMap(({ names }) => Object.entries(names))
    .map(([code, name]) => ({ code: code as AreaCode, name, former: formerByCurrent.get(code) ?? [] }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const byCode = new Map<string, Area>(all.map((area) => [area.code, area]));
  const allCounties = all.filter(({ code }) => code.length === 6);
  const allTownships = all.filter(({ code }) => code.length === 9);
  const townshipsByCounty = groupBy(allTownships, ({ code }) => code.slice(0, 6));
  const provinces = new Map(prefectures.map(({ prefecture, province }) => [prefecture as string, province]));
  const formerByCode = new Map(formerAreas.map((former) => [former.code as string, former]));
  const villagesByTownship = new Map<string, ReadonlyMap<string, readonly Village[]>>();

  const counties = (within = ''): readonly Area[] => {
    if (within.length < 6) return allCounties.filter(({ code }) => code.startsWith(within));
    const county = within.length === 6 ? byCode.get(within) : undefined;
    return county ? [county] : [];
  };

  const townships = (within = ''): readonly Area[] => {
    if (within.length < 6) return allTownships.filter(({ code }) => code.startsWith(within));
    if (within.length < 9) return townshipsByCounty.get(within) ?? [];
    const township = byCode.get(within.slice(0, 9));
    return township ? [township] : [];
  };

  const villages = (township: AreaCode): readonly Village[] => {
    const prefecture = township.slice(0, 4);
    if (!provinces.has(prefecture)) return [];
    let known = villagesByTownship.get(prefecture);
    if (!known) {
      const list = Object.entries(villageNames(prefecture)).map(([code, name]) => ({
        code: code as AreaCode,
        name,
      }));
      known = groupBy(list, ({ code }) => code.slice(0, 9));
      villagesByTownship.set(prefecture, known);
    }
    return known.get(township) ?? [];
  };

  return {
    prefectures: [...provinces.keys()].sort() as AreaCode[],
    provinceOf: (code) => provinces.get(code.slice(0, 4)),
    nameOf: (code) => byCode.get(code)?.name,
    counties,
    townships,
    formerOf: (code) =>
      [12, 9, 6]
        .map((length) => (code.length >= length ? formerByCode.get(code.slice(0, length)) : undefined))
        .find((former) => former !== undefined),
    findTownship: (county, township) =>
      findTownship({ counties: allCounties, townshipsOf: townships }, county, township),
    findVillage: (township, name) => findVillage(villages(township), name),
    villages,
  };
}
