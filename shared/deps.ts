import type { AreaCode } from './domain/areas/area.ts';
import type { Areas } from './domain/areas/areas.ts';
import { dateInShanghai, type PlainDate } from './domain/calendar/dates.ts';
import type { Policy } from './domain/rules/settings.ts';
import type { Log } from './log.ts';
import type { KeyProvider } from './secrets/keys.ts';
import type { TableClient } from './table/store/client.ts';

/** Returns the policy that holds in an area on a day. Throws `Busy` if the settings cannot be read. */
export type Policies = (area: AreaCode, on: PlainDate) => Promise<Policy>;

/** The dependencies of the functions: built once in each process and passed explicitly. Tests pass their own. */
export interface Deps {
  readonly table: TableClient;
  /** The divisions of the prefectures that this deployment serves. */
  readonly areas: Areas;
  /** The instant, in milliseconds since the epoch. */
  readonly clock: () => number;
  /** A new ULID. */
  readonly newId: () => string;
  /** A number from 0 up to, but not including, 1. */
  readonly random: () => number;
  /** Waits for a number of milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  readonly policies: Policies;
  /** The secret keys. Without any, people can be neither registered nor looked up. Throws `Busy` if a later try may work. */
  readonly keys: KeyProvider;
  readonly log: Log;
}

/** The instant of noon in Shanghai on a day, in milliseconds. */
const noonOf = (on: PlainDate): number => Date.parse(`${on}T04:00:00Z`);

/** Returns the dependencies with a clock fixed at noon of the day; unchanged if it is already that day. */
export function onDay(deps: Deps, on: PlainDate): Deps {
  return dateInShanghai(deps.clock()) === on ? deps : { ...deps, clock: () => noonOf(on) };
}
