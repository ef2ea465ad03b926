import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { dateOf, dayOf, Instant, type PlainDate } from '../calendar/dates.ts';
import { type Change, type ChangeEntry, changesIn } from '../records/change.ts';
import { LastChange } from '../records/last-change.ts';
import { DEFAULT_SETTINGS, withDefaults } from '../rules/default-settings.ts';
import { type Settings, SettingsVersion } from '../rules/settings.ts';
import { CountyChannels } from './county-channels.ts';

/** A settings version with its author, time and reason. */
export const VersionWithAuthor = SettingsVersion.extend({
  beside: CountyChannels.optional(),
  by: z.string().optional(),
  at: Instant.optional(),
  reason: z.string().optional(),
});
export type VersionWithAuthor = z.infer<typeof VersionWithAuthor>;

/** All settings of a county. */
export const CountySettings = z.strictObject({
  area: AreaCode,
  /** The number of changes. */
  version: z.int().min(0),
  /** Sorted by the day from which they hold. */
  versions: z.array(VersionWithAuthor),
  lastChange: LastChange.optional(),
});
export type CountySettings = z.infer<typeof CountySettings>;

/** The writes of one transaction. */
export interface SettingsDecision {
  readonly before: CountySettings;
  readonly after: CountySettings;
  /** Undefined if there is nothing to write. */
  readonly entry: ChangeEntry | undefined;
}

/** Returns the version in force on a day; undefined if the defaults are. */
export const versionOn = ({ versions }: CountySettings, on: PlainDate): VersionWithAuthor | undefined =>
  versions.findLast(({ from }) => from <= on);

/** Returns the version in force on the day before. */
export const versionBefore = (county: CountySettings, from: PlainDate): VersionWithAuthor | undefined =>
  versionOn(county, dateOf(dayOf(from) - 1));

type VersionState = 'past' | 'in_force' | 'upcoming';

/** A version with its state among the others. */
export interface VersionWithState extends VersionWithAuthor {
  readonly state: VersionState;
  /** The last day on which it is in force; absent for the last version. */
  readonly until?: PlainDate;
  /** The differences from the version before. */
  readonly changes: readonly Change[];
}

/** Returns the values of a version, completed with defaults. */
export const valuesOf = (version: VersionWithAuthor | undefined): Settings =>
  version ? withDefaults(version.values) : DEFAULT_SETTINGS;

/** Returns all versions of a county with their state on a day, newest first. */
export function versionsWithState({ versions }: CountySettings, today: PlainDate): VersionWithState[] {
  const current = versions.findLast(({ from }) => from <= today);
  const stateOf = (version: VersionWithAuthor): VersionState => {
    if (version === current) return 'in_force';
    return version.from > today ? 'upcoming' : 'past';
  };
  return versions
    .map((version, i): VersionWithState => {
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
