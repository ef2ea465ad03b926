import { AreaCode } from './area.ts';
import type { Area } from './division.ts';
import { stemOf } from './stem.ts';

export type AreaSearch =
  | { readonly ok: true; readonly code: AreaCode }
  | {
      readonly ok: false;
      readonly code: 'area_unknown' | 'area_ambiguous';
      /** Similar names, at most three. */
      readonly near: readonly string[];
    };

interface Divisions {
  readonly counties: readonly Area[];
  readonly townshipsOf: (within: string) => readonly Area[];
}

const hasName = (area: Area, name: string): boolean =>
  [area.name, ...area.former.map((former) => former.name)].some(
    (one) => one === name || stemOf(one) === stemOf(name),
  );

/** The divisions of a list with a name: with exactly that name if there are any, else with the same stem. */
const withName = (list: readonly Area[], name: string): readonly Area[] => {
  const exact = list.filter((area) => area.name === name || area.former.some((one) => one.name === name));
  return exact.length > 0 ? exact : list.filter((area) => hasName(area, name));
};

/** At most three names that share a character with this one. */
const namesLike = (list: readonly Area[], name: string): string[] =>
  list
    .filter((area) => [...stemOf(name)].some((character) => area.name.includes(character)))
    .map((area) => area.name)
    .slice(0, 3);

/** The township or village of a code in use; undefined for any other text. */
const byCode = (townshipsOf: Divisions['townshipsOf'], text: string): AreaCode | undefined =>
  /^\d{9}(\d{3})?$/.test(text) && townshipsOf(text).length > 0 ? AreaCode.parse(text) : undefined;

/** See `Areas.findTownship`. */
export function findTownship(
  { counties, townshipsOf }: Divisions,
  county: string | undefined,
  township: string,
): AreaSearch {
  const code = byCode(townshipsOf, township);
  if (code) return { ok: true, code };
  const within =
    county === undefined ? counties : counties.filter((one) => one.code === county || hasName(one, county));
  if (within.length === 0) {
    return { ok: false, code: 'area_unknown', near: namesLike(counties, county ?? '') };
  }
  const candidates = within.flatMap((one) => townshipsOf(one.code));
  const [match, another] = withName(candidates, township);
  if (!match) return { ok: false, code: 'area_unknown', near: namesLike(candidates, township) };
  if (another) return { ok: false, code: 'area_ambiguous', near: [match.name, another.name] };
  return { ok: true, code: match.code };
}
