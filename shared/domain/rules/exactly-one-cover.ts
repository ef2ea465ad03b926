import type { Catalogue } from '../records/language.ts';
import { type Cover, unrecordedDays } from './cover.ts';
import { type Days, intersect, minus, union } from './days.ts';
import type { ReasonCode } from './rule.ts';
import type { Ground } from './timeline.ts';

/** Sentences of the reasons in grounds of `exactlyOneCover`. */
export const COVER_SENTENCES = {
  covered: { 'zh-CN': '已参加{what}', en: 'Covered: {what}' },
  duplicate_cover: {
    'zh-CN': '居民、职工两种{what}同时有效，属重复参保',
    en: "Both the residents' and the employees' scheme are in force: {what}",
  },
  no_cover: { 'zh-CN': '登记为未参加{what}', en: 'Recorded as not covered: {what}' },
} as const satisfies Catalogue;

type CoverGround = Ground<ReasonCode<typeof COVER_SENTENCES>>;

/**
 * Compares two covers: the days on which exactly one is in force, both are, or neither is and an absence is recorded.
 * If one is absent and the other is stale, none of the three holds.
 */
const compareCovers = (a: Cover, b: Cover) => {
  const both = intersect(a.inForce, b.inForce);
  const either = union(a.inForce, b.inForce);
  return {
    one: minus(either, both),
    both,
    neither: minus(union(a.absent, b.absent), union(either, a.stale, b.stale)),
  };
};

/**
 * Returns the grounds of a duty to be covered by exactly one of the residents' and the employees' scheme.
 *
 * @param dutyDays the days on which the duty applies
 */
export function exactlyOneCover(
  dutyDays: Days,
  resident: Cover,
  employee: Cover,
  what: 'medical' | 'pension',
): { readonly met: CoverGround; readonly gaps: CoverGround[]; readonly unknown: CoverGround[] } {
  const { one, both, neither } = compareCovers(resident, employee);
  const within = (days: Days) => intersect(days, dutyDays);
  const unknown = (code: 'stale' | 'missing', days: Days, scheme: 'resident' | 'employee'): CoverGround => ({
    outcome: 'unknown',
    days: within(days),
    reason: { code, what: `${scheme}_${what}` },
  });
  return {
    met: { outcome: 'met', days: within(one), reason: { code: 'covered', what } },
    gaps: [
      { outcome: 'gap', days: within(both), reason: { code: 'duplicate_cover', what } },
      { outcome: 'gap', days: within(neither), reason: { code: 'no_cover', what } },
    ],
    unknown: [
      unknown('stale', resident.stale, 'resident'),
      unknown('stale', employee.stale, 'employee'),
      unknown('missing', unrecordedDays(resident), 'resident'),
      unknown('missing', unrecordedDays(employee), 'employee'),
    ],
  };
}
