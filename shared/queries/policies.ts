import type { Policies } from '../deps.ts';
import { type AreaCode, countyOf } from '../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import type { WorkingCalendar } from '../domain/calendar/working-days.ts';
import { policyOn } from '../domain/rules/policy.ts';
import type { SettingsVersion } from '../domain/rules/settings.ts';
import { settingsOfCounty } from '../table/settings.ts';
import type { TableClient } from '../table/store/client.ts';

/** Settings change a few times a year: what was read of a county serves for a minute. */
const SERVES_MS = 60_000;

interface CachedPolicies {
  readonly versions: Promise<SettingsVersion[]>;
  readonly until: number;
  readonly readOn: PlainDate;
}

/**
 * Policies from the table, each county's settings read at most once a minute, and anew on each day: what was put down
 * the day before for the day that begins holds from its first second, whoever read the settings a moment before
 * midnight. What is put down for the very day takes up to a minute; what was evaluated meanwhile names the policy that
 * it was evaluated under, and is due.
 */
export const policiesFrom = (
  table: TableClient,
  calendar: WorkingCalendar,
  clock: () => number,
): Policies => {
  const held = new Map<AreaCode, CachedPolicies>();
  const versionsOf = (county: AreaCode): Promise<SettingsVersion[]> => {
    const now = clock();
    const today = dateInShanghai(now);
    const known = held.get(county);
    if (known && now < known.until && known.readOn === today) return known.versions;
    const versions = settingsOfCounty(table, county);
    held.set(county, { versions, until: now + SERVES_MS, readOn: today });
    // A failed read is not an answer to hold on to.
    versions.catch(() => held.delete(county));
    return versions;
  };
  return async (area, on) => {
    const county = countyOf(area);
    return policyOn(county ? await versionsOf(county) : [], on, calendar);
  };
};
