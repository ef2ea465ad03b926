import type { Policies } from '../deps.ts';
import { type AreaCode, countyOf } from '../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import type { WorkingCalendar } from '../domain/calendar/working-days.ts';
import { policyOn } from '../domain/rules/policy.ts';
import type { SettingsVersion } from '../domain/rules/settings.ts';
import { settingsOfCounty } from '../table/settings.ts';
import type { TableClient } from '../table/store/client.ts';

/** How long a county's settings are cached, in milliseconds: they change a few times a year. */
const CACHE_MS = 60_000;

interface CachedPolicies {
  readonly versions: Promise<SettingsVersion[]>;
  readonly until: number;
  readonly readOn: PlainDate;
}

/**
 * Creates the policies of a table. A county's settings are cached for a minute and never past midnight, so that settings
 * stored for a coming day hold from its first second. Settings stored for the same day hold within a minute: a record
 * evaluated in between names the policy that it was evaluated under, and is due again.
 */
export function createPolicies(table: TableClient, calendar: WorkingCalendar, clock: () => number): Policies {
  const cache = new Map<AreaCode, CachedPolicies>();
  const versionsOf = (county: AreaCode): Promise<SettingsVersion[]> => {
    const now = clock();
    const today = dateInShanghai(now);
    const cached = cache.get(county);
    if (cached && now < cached.until && cached.readOn === today) return cached.versions;
    const versions = settingsOfCounty(table, county);
    cache.set(county, { versions, until: now + CACHE_MS, readOn: today });
    // A failed read is not cached.
    versions.catch(() => cache.delete(county));
    return versions;
  };
  return async (area, on) => {
    const county = countyOf(area);
    return policyOn(county ? await versionsOf(county) : [], on, calendar);
  };
}
