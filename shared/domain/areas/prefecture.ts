import * as z from 'zod';
import { AreaCode } from './area.ts';

/** A prefecture of the statistical codes: `5117` 达州市, `1101` 北京市市辖区, `4290` 湖北省省直辖县级行政区划. */
const PrefectureCode = AreaCode.refine((code) => code.length === 4, { error: 'area_malformed' });

/** 达州市, whose names are in the repository. */
export const DEFAULT_PREFECTURES = ['5117'] as AreaCode[];

/** Codes of prefectures with commas between them, as settings have them; each once, in ascending order. */
export const PrefectureCodes = z
  .string()
  .transform((text) => [...new Set(text.split(/[\s,，]+/).filter((code) => code !== ''))].sort())
  .pipe(z.array(PrefectureCode).min(1));

/** The data file of a prefecture, `areas/5117.json`. */
export const PrefectureNames = z.strictObject({
  prefecture: PrefectureCode,
  /** 四川省. */
  province: z.string().min(1),
  /** The package of the names, and its version. */
  source: z.string().min(1),
  /** Names of the prefecture, its counties and its townships, by code. */
  names: z.record(z.string(), z.string()),
});
export type PrefectureNames = z.infer<typeof PrefectureNames>;

/** The names of a prefecture's villages by code, `areas/5117-villages.json`. */
export const VillageNames = z.record(z.string(), z.string());
export type VillageNames = z.infer<typeof VillageNames>;
