import { dateOf, dayOf, LAST_DAY, type PlainDate } from '../calendar/dates.ts';
import type { Flag } from './flag.ts';

/** Returns whether a waiver has ended; it still holds on its last day. */
export const isWaiverOver = ({ waivedUntil }: Pick<Flag, 'waivedUntil'>, today: PlainDate): boolean =>
  waivedUntil !== undefined && waivedUntil < today;

/** Returns the first day after today on which a waiver is over; undefined if there is none. */
export function nextWaiverEnd(flags: readonly Flag[], today: PlainDate): PlainDate | undefined {
  const ends = flags.flatMap(({ state, waivedUntil }) =>
    state === 'waived' && waivedUntil && waivedUntil >= today && dayOf(waivedUntil) < LAST_DAY
      ? [dateOf(dayOf(waivedUntil) + 1)]
      : [],
  );
  return ends.sort()[0];
}
