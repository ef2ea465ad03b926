import * as z from 'zod';
import { chineseCalendar } from './domain/calendar/chinese-calendar.ts';
import { dateInShanghai, type PlainDate } from './domain/calendar/dates.ts';
import { newUlid } from './new-id.ts';
import { type Policies, policiesFrom } from './queries/policies.ts';
import { Base64Key, type KeyProvider, keysFrom, NO_KEYS } from './secrets/keys.ts';
import { type TableClient, type Transport, tableClient } from './table/store/client.ts';

/** One line of the log: an event's name, ids, counts; never a name, an ID number or a phone. */
type Log = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

/** What the functions need of the world, built once and passed on: tests hand in their own. */
export interface Deps {
  readonly table: TableClient;
  /** The instant, in milliseconds. */
  readonly clock: () => number;
  /** A new ULID. */
  readonly newId: () => string;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  readonly policies: Policies;
  /** The secret keys; a process without any cannot register or look up people. Throws `Busy` where it may pass. */
  readonly keys: KeyProvider;
  readonly log: Log;
}

/** Noon in Shanghai of a day. */
const noonOf = (on: PlainDate): number => Date.parse(`${on}T04:00:00Z`);

/** The same dependencies with a clock that stands on that day, unless it is today already. */
export const onDay = (deps: Deps, on: PlainDate): Deps =>
  dateInShanghai(deps.clock()) === on ? deps : { ...deps, clock: () => noonOf(on) };

const Environment = z.object({
  HOUFU_TABLE: z.string().min(3).default('houfu'),
  DYNAMODB_ENDPOINT: z.url().optional(),
  HOUFU_PERSON_KEY: Base64Key.optional(),
  HOUFU_PERSON_KEY_PREVIOUS: Base64Key.optional(),
});

export const logLine: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
};

/**
 * The dependencies of a process, from its environment; throws a `$ZodError` that names the variable that is wrong. The
 * keys come from `keys` where it is given, otherwise from the environment too; the table is asked by `transport`, or by
 * Node's own HTTP.
 */
export const depsFrom = (
  environment: Readonly<Record<string, string | undefined>>,
  keys?: KeyProvider,
  transport?: Transport,
): Deps => {
  const { HOUFU_TABLE, DYNAMODB_ENDPOINT, HOUFU_PERSON_KEY, HOUFU_PERSON_KEY_PREVIOUS } =
    Environment.parse(environment);
  const secret = { current: HOUFU_PERSON_KEY, previous: HOUFU_PERSON_KEY_PREVIOUS };
  const own = HOUFU_PERSON_KEY ? keysFrom(JSON.stringify(secret)) : NO_KEYS;
  const table = tableClient(HOUFU_TABLE, DYNAMODB_ENDPOINT, transport);
  const clock = () => Date.now();
  return {
    table,
    clock,
    newId: newUlid,
    random: Math.random,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    policies: policiesFrom(table, chineseCalendar, clock),
    keys: keys ?? (async () => own),
    log: logLine,
  };
};
