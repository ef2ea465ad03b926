import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { dateOf, dayOf, Instant, type PlainDate } from '../calendar/dates.ts';
import { type Change, type ChangeEntry, changesIn } from '../records/change.ts';
import { LastChange } from '../records/last-change.ts';
import { DEFAULT_SETTINGS, withDefaults } from '../rules/default-settings.ts';
import { type Settings, SettingsVersion } from '../rules/settings.ts';
import { CountyChannels } from './county-channels.ts';

/** A version as a county keeps it: from when what holds, and who put it down, when and why. */
export const KeptVersion = SettingsVersion.extend({
  beside: CountyChannels.optional(),
  by: z.string().optional(),
  at: Instant.optional(),
  reason: z.string().optional(),
});
export type KeptVersion = z.infer<typeof KeptVersion>;

/** A county's settings whole. */
export const CountySettings = z.strictObject({
  area: AreaCode,
  /** Counts their changes, from 1; 0 where there have been none. */
  version: z.int().min(0),
  /** By the day from which they hold. */
  versions: z.array(KeptVersion),
  lastChange: LastChange.optional(),
});
export type CountySettings = z.infer<typeof CountySettings>;

/** The writes of one transaction. */
export interface SettingsDecision {
  readonly before: CountySettings;
  readonly after: CountySettings;
  /** There whenever there is anything to write. */
  readonly entry: ChangeEntry | undefined;
}

/** The version that holds on a day; undefined where the defaults do. */
export const versionOn = ({ versions }: CountySettings, on: PlainDate): KeptVersion | undefined =>
  versions.findLast(({ from }) => from <= on);

/** What holds on the day before one. */
export const versionBefore = (county: CountySettings, from: PlainDate): KeptVersion | undefined =>
  versionOn(county, dateOf(dayOf(from) - 1));

type VersionStanding = 'past' | 'in_force' | 'upcoming';

/** A version among the others. */
export interface StandingVersion extends KeptVersion {
  readonly state: VersionStanding;
  /** The last day on which it holds, as long as no other is put down. */
  readonly until?: PlainDate;
  /** What it made different from what held before it. */
  readonly changes: readonly Change[];
}

/** The values of a version, complete. */
export const valuesOf = (version: KeptVersion | undefined): Settings =>
  version ? withDefaults(version.values) : DEFAULT_SETTINGS;

/** All versions of a county with how they stand on a day, the newest first. */
export function standingVersions({ versions }: CountySettings, today: PlainDate): StandingVersion[] {
  const current = versions.findLast(({ from }) => from <= today);
  const stateOf = (version: KeptVersion): VersionStanding => {
    if (version === current) return 'in_force';
    return version.from > today ? 'upcoming' : 'past';
  };
  return versions
    .map((version, i): StandingVersion => {
      const next = versions[i + 1];
      return {
        ...version,
        state: stateOf(version),
        ...(next ? { until: dateOf(dayOf(next.from) - 1) } : {}),
        changes: changesIn('', valuesOf(versions[i - 1]), valuesOf(version)),
      };
    })
    .reverse();
}
