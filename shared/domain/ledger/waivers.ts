import { dateOf, dayOf, LAST_DAY, type PlainDate } from '../calendar/dates.ts';
import type { Flag } from './flag.ts';

/** Whether the date of a waiver has passed: it holds on the date itself. */
export const isWaiverOver = ({ waivedUntil }: Pick<Flag, 'waivedUntil'>, today: PlainDate): boolean =>
  waivedUntil !== undefined && waivedUntil < today;

/** The first day after today on which a waiver is over, so that its flag has to be looked at; undefined if never. */
export function nextWaiverEnd(flags: readonly Flag[], today: PlainDate): PlainDate | undefined {
  const ends = flags.flatMap(({ state, waivedUntil }) =>
    state === 'waived' && waivedUntil && waivedUntil >= today && dayOf(waivedUntil) < LAST_DAY
      ? [dateOf(dayOf(waivedUntil) + 1)]
      : [],
  );
  return ends.sort()[0];
}
