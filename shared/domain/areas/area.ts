import * as z from 'zod';

/**
 * An administrative division by its code (GB/T 2260 and the statistical codes below it): `51` a province,
 * `5117` a city, `511722` a county, `511722107` a township, `511722107203` a village.
 * Whoever's area is a prefix of a record's area may see the record.
 */
export const AreaCode = z
  .string()
  .regex(/^[1-9]\d(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$/, { error: 'area_malformed' })
  .brand<'AreaCode'>()
  .meta({
    id: 'AreaCode',
    description:
      '行政区划代码：2 省、4 市、6 县、9 乡镇、12 村 · Code of a division: 2 digits a province, 4 a city, 6 a county, 9 a township, 12 a village',
  });
export type AreaCode = z.infer<typeof AreaCode>;

const cut = (area: AreaCode, length: number): AreaCode | undefined =>
  area.length >= length ? (area.slice(0, length) as AreaCode) : undefined;

/** The county of an area; undefined for a city or a province. */
export const countyOf = (area: AreaCode): AreaCode | undefined => cut(area, 6);

/** The township of an area; undefined for anything larger. */
export const townshipOf = (area: AreaCode): AreaCode | undefined => cut(area, 9);

/** Whether `area` is `within` or lies in it. */
export const isWithin = (area: AreaCode, within: AreaCode): boolean => area.startsWith(within);
