import * as z from 'zod';
import { dateInShanghai, dayOf, PlainDate } from '../calendar/dates.ts';
import { RuleId } from '../records/rule-id.ts';
import type { Flag, FlagState } from './flag.ts';

/** The number of flags of one record that share rule, state, level and day. */
export interface FlagCount {
  readonly rule: RuleId;
  readonly state: FlagState;
  readonly level: Flag['level'];
  /** The due day; for closed flags the day of closing. */
  readonly on: PlainDate;
  readonly count: number;
  /** For closed flags: the sum of the days from opening to closing. */
  readonly days: number;
}

const STATES = {
  open: 'o',
  assigned: 'a',
  rectifying: 'r',
  rectified: 'd',
  returned: 'b',
  waived: 'w',
  closed: 'c',
} as const satisfies Record<FlagState, string>;
const LEVELS = { township: 't', county: 'c', city: 'y' } as const satisfies Record<Flag['level'], string>;

const invert = <T extends string>(letters: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map((Object.entries(letters) as [T, string][]).map(([word, letter]) => [letter, word]));
const STATE_OF = invert(STATES);
const LEVEL_OF = invert(LEVELS);

/** Returns the day on which a flag was closed; undefined if it is not closed. */
const closingDayOf = ({ state, history }: Flag): PlainDate | undefined => {
  const step = state === 'closed' ? history.findLast(({ to }) => to === 'closed') : undefined;
  return step && dateInShanghai(Date.parse(step.at));
};

const monthOf = (on: PlainDate): string => on.slice(0, 7);

/**
 * Encodes the counts of a record's flags as a short text: `R3ot2026-07-15 R5ot2026-07-15*3 R6ct2026-06-02/12`. It is
 * part of the record's summary, so that reading a township's index also gives its ledger's numbers. Of closed flags it
 * counts those of the last month with a closing: numbers need the month to date, and the end of a month writes nothing.
 */
export function flagCountsOf(flags: readonly Flag[]): string {
  const closings = flags.flatMap((flag) => closingDayOf(flag) ?? []);
  const month = closings.map(monthOf).sort().at(-1);
  const alike = new Map<string, { count: number; days: number }>();
  for (const flag of flags) {
    const closed = closingDayOf(flag);
    const isCounted = flag.state === 'closed' ? closed !== undefined && monthOf(closed) === month : true;
    if (!isCounted) continue;
    const key = `${flag.rule}${STATES[flag.state]}${LEVELS[flag.level]}${closed ?? flag.dueOn}`;
    const { count, days } = alike.get(key) ?? { count: 0, days: 0 };
    const took = closed ? Math.max(0, dayOf(closed) - dayOf(flag.openedOn)) : 0;
    alike.set(key, { count: count + 1, days: days + took });
  }
  return [...alike]
    .map(([key, { count, days }]) => `${key}${count > 1 ? `*${count}` : ''}${days > 0 ? `/${days}` : ''}`)
    .sort()
    .join(' ');
}

const ONE = /^(R[1-9]\d?)([a-z])([a-z])(\d{4}-\d\d-\d\d)(?:\*(\d+))?(?:\/(\d+))?$/;

const countIn = (text: string): FlagCount | undefined => {
  const [, rule, state = '', level = '', on, count = '1', days = '0'] = ONE.exec(text) ?? [];
  const [inState, atLevel] = [STATE_OF.get(state), LEVEL_OF.get(level)];
  if (!inState || !atLevel) return undefined;
  return {
    rule: RuleId.parse(rule),
    state: inState,
    level: atLevel,
    on: PlainDate.parse(on),
    count: Number(count),
    days: Number(days),
  };
};

/** Decodes a text of `flagCountsOf`. Throws a `ZodRealError` for any other text. */
export const flagCountsIn = (text: string): FlagCount[] =>
  text === ''
    ? []
    : text.split(' ').map((one) => {
        const count = countIn(one);
        if (!count)
          throw new z.ZodRealError([{ code: 'custom', path: ['flags'], message: 'no count of flags' }]);
        return count;
      });
