import { ulid } from 'ulid';
import * as z from 'zod';
import type { Deps } from './deps.ts';
import { DEFAULT_PREFECTURES, PrefectureCodes } from './domain/areas/prefecture.ts';
import { chineseCalendar } from './domain/calendar/chinese-calendar.ts';
import { loadAreas } from './load-areas.ts';
import { logLine } from './log.ts';
import { createPolicies } from './queries/policies.ts';
import { Base64Key, type KeyProvider, keysFrom, NO_KEYS } from './secrets/keys.ts';
import { checkedKeys } from './table/record/person-key.ts';
import { type OpenTable, tableClient } from './table/store/client.ts';

const Environment = z.object({
  HOUFU_TABLE: z.string().min(3),
  DYNAMODB_ENDPOINT: z.url().optional(),
  HOUFU_PERSON_KEY: Base64Key.optional(),
  HOUFU_PERSON_KEY_PREVIOUS: Base64Key.optional(),
  /** The codes of the configured prefectures, separated by commas. */
  HOUFU_AREAS: PrefectureCodes.default(DEFAULT_PREFECTURES),
  /** The folder of their data files; on AWS the folder `areas` beside the bundle. */
  HOUFU_AREAS_FOLDER: z.string().min(1).default('areas'),
});

/**
 * Builds the dependencies of a process from its environment. Throws a `$ZodError` that names the wrong variable,
 * and `AreasUnavailable` where a configured prefecture has no data file.
 *
 * @param keys provides the keys; by default they are read from the environment too
 */
export function depsFrom(
  environment: Readonly<Record<string, string | undefined>>,
  keys?: KeyProvider,
): Deps & { readonly table: OpenTable } {
  const {
    HOUFU_TABLE,
    DYNAMODB_ENDPOINT,
    HOUFU_PERSON_KEY,
    HOUFU_PERSON_KEY_PREVIOUS,
    HOUFU_AREAS,
    HOUFU_AREAS_FOLDER,
  } = Environment.parse(environment);
  const secret = { current: HOUFU_PERSON_KEY, previous: HOUFU_PERSON_KEY_PREVIOUS };
  const own = HOUFU_PERSON_KEY ? keysFrom(JSON.stringify(secret)) : NO_KEYS;
  const table = tableClient(HOUFU_TABLE, DYNAMODB_ENDPOINT);
  const clock = () => Date.now();
  const areas = loadAreas(HOUFU_AREAS_FOLDER, HOUFU_AREAS);
  const counties = areas.counties().map(({ code }) => code);
  return {
    table,
    areas,
    clock,
    newId: () => ulid(),
    random: Math.random,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    policies: createPolicies(table, chineseCalendar, clock),
    keys: checkedKeys(table, counties, keys ?? (async () => own), clock),
    log: logLine,
  };
}
