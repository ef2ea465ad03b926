import type { Catalogue } from '../records/language.ts';
import { type Cover, exactlyOne } from './cover.ts';
import { type Days, intersect } from './days.ts';
import type { ReasonCode } from './rule.ts';
import type { Ground } from './timeline.ts';

/** Sentences of the reasons that `exactlyOneCover` gives. */
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
 * The grounds of "exactly one of the residents' and the employees' scheme" on the days on which the duty applies.
 *
 * @param applies the days on which the member has to be covered
 */
export function exactlyOneCover(
  applies: Days,
  resident: Cover,
  employee: Cover,
  what: 'medical' | 'pension',
): { readonly met: CoverGround; readonly gaps: CoverGround[]; readonly unknown: CoverGround[] } {
  const { one, both, none, unrecorded } = exactlyOne(resident, employee);
  const within = (days: Days) => intersect(days, applies);
  const unknown = (code: 'stale' | 'missing', days: Days, of: 'resident' | 'employee'): CoverGround => ({
    outcome: 'unknown',
    days: within(days),
    reason: { code, what: `${of}_${what}` },
  });
  return {
    met: { outcome: 'met', days: within(one), reason: { code: 'covered', what } },
    gaps: [
      { outcome: 'gap', days: within(both), reason: { code: 'duplicate_cover', what } },
      { outcome: 'gap', days: within(none), reason: { code: 'no_cover', what } },
    ],
    unknown: [
      unknown('stale', resident.stale, 'resident'),
      unknown('stale', employee.stale, 'employee'),
      unknown('missing', unrecorded[0], 'resident'),
      unknown('missing', unrecorded[1], 'employee'),
    ],
  };
}
