import * as z from 'zod';
import { dateInShanghai, dayOf, PlainDate } from '../calendar/dates.ts';
import { RuleId } from '../records/rule-id.ts';
import type { Flag, FlagState } from './flag.ts';

/** Flags of one record that are alike to whoever counts them. */
export interface FlagCount {
  readonly rule: RuleId;
  readonly state: FlagState;
  readonly level: Flag['level'];
  /** The day by which they are due; of closed ones the day on which they were closed. */
  readonly on: PlainDate;
  readonly count: number;
  /** Of closed ones: the days from the one they were found on to their closing, all together. */
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

const turned = <T extends string>(letters: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map((Object.entries(letters) as [T, string][]).map(([word, letter]) => [letter, word]));
const STATE_OF = turned(STATES);
const LEVEL_OF = turned(LEVELS);

/** The day on which a flag was closed; undefined where it is not. */
const closedOn = ({ state, history }: Flag): PlainDate | undefined => {
  const step = state === 'closed' ? history.findLast(({ to }) => to === 'closed') : undefined;
  return step && dateInShanghai(Date.parse(step.at));
};

const monthOf = (on: PlainDate): string => on.slice(0, 7);

/**
 * The flags of a record, counted, as one short text: `R3ot2026-07-15 R5ot2026-07-15*3 R6ct2026-06-02/12`. It goes
 * with the record's summary, so that whoever reads a township's index has its ledger's numbers too.
 * Live flags stand there by the day they are due. Of closed ones only those of the last month in which the record had
 * any closed: numbers ask for the month to date, and a record is not written to because a month is over.
 */
export function flagCountsOf(flags: readonly Flag[]): string {
  const closings = flags.flatMap((flag) => closedOn(flag) ?? []);
  const month = closings.map(monthOf).sort().at(-1);
  const alike = new Map<string, { count: number; days: number }>();
  for (const flag of flags) {
    const closed = closedOn(flag);
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

/** The counts in a text that `flagCountsOf` made. Throws for any other. */
export const flagCountsIn = (text: string): FlagCount[] =>
  text === ''
    ? []
    : text.split(' ').map((one) => {
        const count = countIn(one);
        if (!count)
          throw new z.ZodRealError([{ code: 'custom', path: ['flags'], message: 'no count of flags' }]);
        return count;
      });
