import { type AreaCode, isWithin } from '../domain/areas/area.ts';
import { counties, townships } from '../domain/areas/names.ts';
import type { Person } from '../domain/records/actor.ts';
import { Refused } from '../domain/records/refusal.ts';

/** Areas without those that lie within another of them, in order. */
const outermost = (areas: readonly AreaCode[]): AreaCode[] =>
  [...areas].filter((one) => !areas.some((other) => other !== one && isWithin(one, other))).sort();

/** The areas that a list covers: the one that is asked for, or all of whoever asks. Throws `Refused` outside them. */
export const scopeOf = ({ areas }: Person, asked: AreaCode | undefined): AreaCode[] => {
  if (asked === undefined) return outermost(areas);
  if (!areas.some((own) => isWithin(asked, own))) throw new Refused('outside_areas', 'area', { area: asked });
  return [asked];
};

/**
 * The one area that numbers are asked of: whoever has one area of their own need not name it. Throws `Refused`
 * outside their areas, and where they have several.
 */
export const oneAreaOf = (actor: Person, asked: AreaCode | undefined): AreaCode => {
  const [area, another] = scopeOf(actor, asked);
  if (!area || another) throw new Refused('area_needed', 'area');
  return area;
};

const codes = (areas: readonly { readonly code: AreaCode }[]): AreaCode[] => areas.map(({ code }) => code);
const once = (areas: readonly AreaCode[]): AreaCode[] => [...new Set(areas)].sort();

export const townshipsIn = (scope: readonly AreaCode[]): AreaCode[] =>
  once(scope.flatMap((area) => codes(townships(area))));

/** Counties that a scope touches. */
export const countiesOf = (scope: readonly AreaCode[]): AreaCode[] =>
  once(scope.flatMap((area) => codes(counties(area.slice(0, 6)))));

/** Whether something lies in a scope: townships and counties are read whole. */
export const liesIn =
  (scope: readonly AreaCode[]) =>
  ({ area }: { readonly area: AreaCode }): boolean =>
    scope.some((one) => isWithin(area, one));
