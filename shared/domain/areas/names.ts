import { AreaCode } from './area.ts';
import areas from './areas-5117.json' with { type: 'json' };

/**
 * A division in use. Divisions are merged and renamed: `former` are names it went by, which older sheets still
 * carry. Management areas (达州经开区) have no code; they are lists of townships and come as settings.
 */
export interface Area {
  readonly code: AreaCode;
  readonly name: string;
  readonly former: readonly string[];
}

/** Names that older sheets carry, by the code of today. 达县 became 达川区 in 2013. */
const FORMER: Readonly<Record<string, readonly string[]>> = { '511703': ['达县'] };

// Made from the codes themselves, by make-areas.ts: to parse two hundred of them would slow every start.
const AREAS: readonly Area[] = Object.entries(areas).map(([code, name]) => ({
  code: code as AreaCode,
  name,
  former: FORMER[code] ?? [],
}));

const BY_CODE = new Map<string, Area>(AREAS.map((area) => [area.code, area]));

/** The name of a county or township in use; undefined for any other code. */
export const areaName = (code: AreaCode): string | undefined => BY_CODE.get(code)?.name;

const ofLength = (length: number, within: string): Area[] =>
  AREAS.filter(({ code }) => code.length === length && code.startsWith(within));

export const counties = (within = ''): Area[] => ofLength(6, within);
/** The townships of a division; of a village its own. */
export const townships = (within = ''): Area[] => ofLength(9, within.slice(0, 9));

export type AreaSearch =
  | { readonly ok: true; readonly code: AreaCode }
  | {
      readonly ok: false;
      readonly code: 'area_unknown' | 'area_ambiguous';
      readonly near: readonly string[];
    };

/** 南坝, 南坝镇 and 南坝乡 are one place to whoever types it. */
const stem = (name: string): string => name.replace(/(土家族乡|街道办事处|街道|镇|乡|县|区|市)$/, '');

const isNamed = (area: Area, name: string): boolean =>
  [area.name, ...area.former].some((one) => one === name || stem(one) === stem(name));

/** The divisions of a list that go by a name: by the name itself if any does, else by its stem. */
const named = (list: readonly Area[], name: string): Area[] => {
  const exact = list.filter((area) => area.name === name || area.former.includes(name));
  return exact.length > 0 ? exact : list.filter((area) => isNamed(area, name));
};

const near = (list: readonly Area[], name: string): string[] =>
  list
    .filter((area) => [...stem(name)].some((sign) => area.name.includes(sign)))
    .map((area) => area.name)
    .slice(0, 3);

/**
 * The township of a name, or of the code that stands in a name's place, in a county given the same way.
 * Unknown and ambiguous names come with the names that are near.
 */
export const findTownship = (county: string | undefined, township: string): AreaSearch => {
  const byCode = /^\d{9}(\d{3})?$/.test(township) ? BY_CODE.get(township.slice(0, 9)) : undefined;
  if (byCode) return { ok: true, code: AreaCode.parse(township) };
  const within =
    county === undefined
      ? counties()
      : counties().filter((one) => one.code === county || isNamed(one, county));
  if (within.length === 0) return { ok: false, code: 'area_unknown', near: near(counties(), county ?? '') };
  const candidates = within.flatMap(({ code }) => townships(code));
  const [found, another] = named(candidates, township);
  if (!found) return { ok: false, code: 'area_unknown', near: near(candidates, township) };
  if (another) return { ok: false, code: 'area_ambiguous', near: [found.name, another.name] };
  return { ok: true, code: found.code };
};
