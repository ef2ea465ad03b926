import * as z from 'zod';

/**
 * The meaning of a status on a date: the person contributes, draws, is insured, or is not in the scheme. `none` is a
 * recorded absence, which differs from no record.
 */
export type CoverEffect = 'contributing' | 'drawing' | 'insured' | 'none';

const PENSION = {
  正常缴费: ['contributing', 'contributing'],
  代缴: ['contributed_for', 'contributing'],
  中断: ['interrupted', 'none'],
  待遇领取: ['drawing', 'drawing'],
  转出: ['transferred_out', 'none'],
  终止: ['ended', 'none'],
} as const;

const MEDICAL = {
  正常参保: ['insured', 'insured'],
  参保: ['insured', 'insured'],
  正常: ['insured', 'insured'],
  正常缴费: ['insured', 'insured'],
  代缴: ['insured', 'insured'],
  中断: ['interrupted', 'none'],
  停保: ['interrupted', 'none'],
  未参保: ['not_covered', 'none'],
  终止: ['ended', 'none'],
} as const;

/** Each scheme's name in sheets, its subject, and its statuses: Chinese → [code, effect]. */
export const SCHEMES = {
  dibao: {
    zh: '低保',
    subject: 'household',
    statuses: {
      未纳入: ['not_covered', 'none'],
      审核中: ['under_review', 'none'],
      在保: ['covered', 'drawing'],
      渐退期: ['tapering', 'drawing'],
      停保: ['stopped', 'none'],
    },
  },
  tekun: {
    zh: '特困',
    subject: 'household',
    statuses: {
      集中供养: ['institution', 'drawing'],
      分散供养: ['dispersed', 'drawing'],
      终止: ['ended', 'none'],
    },
  },
  resident_pension: { zh: '城乡居民养老', subject: 'member', statuses: PENSION },
  employee_pension: { zh: '城镇职工养老', subject: 'member', statuses: PENSION },
  resident_medical: { zh: '城乡居民医保', subject: 'member', statuses: MEDICAL },
  employee_medical: { zh: '城镇职工医保', subject: 'member', statuses: MEDICAL },
  temporary_relief: { zh: '临时救助', subject: 'member', statuses: { 已发放: ['paid', 'none'] } },
  preferential: {
    zh: '优抚',
    subject: 'member',
    statuses: { 享受: ['receiving', 'none'], 终止: ['ended', 'none'] },
  },
} as const satisfies Record<
  string,
  { zh: string; subject: 'household' | 'member'; statuses: Record<string, readonly [string, CoverEffect]> }
>;

export type Scheme = keyof typeof SCHEMES;
export const Scheme = z
  .enum(Object.keys(SCHEMES) as [Scheme, ...Scheme[]])
  .meta({ id: 'Scheme', description: '险种或救助 · Scheme of insurance or relief' });

/** The schemes that the national export's yes/no columns declare for a year. */
export const HOUSEHOLD_DECLARED = ['dibao', 'tekun'] as const;
export const MEMBER_DECLARED = [
  'resident_pension',
  'employee_pension',
  'resident_medical',
  'employee_medical',
] as const;

const effects = new Map<string, ReadonlyMap<string, CoverEffect>>(
  Object.entries(SCHEMES).map(([scheme, { statuses }]) => [scheme, new Map(Object.values(statuses))]),
);

/** Returns the effect of a scheme's status; undefined for an unknown status. */
export const effectOf = (scheme: Scheme, status: string): CoverEffect | undefined =>
  effects.get(scheme)?.get(status);
