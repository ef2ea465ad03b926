import { type AreaCode, countyOf } from './areas/area.ts';
import type { PlainDate } from './dates.ts';
import { type Policy, policyOn, type SettingsVersion } from './rules/settings.ts';
import type { WorkingCalendar } from './rules/working-days.ts';
import type { TableClient } from './table/client.ts';
import { settingsOfCounty } from './table/settings.ts';

/** The policy that holds in an area on a day. */
export type Policies = (area: AreaCode, on: PlainDate) => Promise<Policy>;

/** Settings change a few times a year: what was read of a county serves for a minute. */
const SERVES_MS = 60_000;

interface Held {
  readonly versions: Promise<SettingsVersion[]>;
  readonly until: number;
}

/** Policies from the table, each county's settings read at most once a minute. */
export const policiesFrom = (
  table: TableClient,
  calendar: WorkingCalendar,
  clock: () => number,
): Policies => {
  const held = new Map<AreaCode, Held>();
  const versionsOf = (county: AreaCode): Promise<SettingsVersion[]> => {
    const known = held.get(county);
    if (known && clock() < known.until) return known.versions;
    const versions = settingsOfCounty(table, county);
    held.set(county, { versions, until: clock() + SERVES_MS });
    // A failed read is not an answer to hold on to.
    versions.catch(() => held.delete(county));
    return versions;
  };
  return async (area, on) => {
    const county = countyOf(area);
    return policyOn(county ? await versionsOf(county) : [], on, calendar);
  };
};
