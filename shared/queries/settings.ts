import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import { hasRight } from '../domain/access/rights.ts';
import { type AreaCode, isWithin } from '../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { ChangeEntry } from '../domain/records/change.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { CountySettings } from '../domain/settings/county.ts';
import { changesOfSettings } from '../table/record/history.ts';
import { countySettings } from '../table/settings.ts';
import type { Page, PageRequest } from './page.ts';

/** Lets the people of the county, of its townships and of its city read its settings; throws `Refused` otherwise. */
const permitReading = (actor: Actor, county: AreaCode): void => {
  permitRight(actor, 'read', undefined);
  if (actor.kind === 'system') return;
  if (actor.areas.some((own) => isWithin(county, own) || isWithin(own, county))) return;
  throw new Refused('outside_areas', 'area', { area: county });
};

/** A county's settings and the day on which they are read. */
export interface SettingsOnDay {
  readonly settings: CountySettings;
  readonly on: PlainDate;
}

const withoutChannels = (settings: CountySettings): CountySettings => ({
  ...settings,
  versions: settings.versions.map(({ beside: _, ...version }) => version),
});

/**
 * Returns a county's settings; the addresses of its alert channels only to an actor with the right `oversee`. Throws
 * `Refused` (`outside_areas`).
 */
export async function getSettings(deps: Deps, actor: Actor, county: AreaCode): Promise<SettingsOnDay> {
  permitReading(actor, county);
  const settings = await countySettings(deps.table, county);
  const canSeeChannels = actor.kind === 'system' || hasRight(actor.role, 'oversee');
  return {
    settings: canSeeChannels ? settings : withoutChannels(settings),
    on: dateInShanghai(deps.clock()),
  };
}

/** Lists the changes of a county's settings, the latest first. Throws `Refused` (`outside_areas`). */
export async function listSettingsChanges(
  { table }: Deps,
  actor: Actor,
  county: AreaCode,
  { limit, position }: PageRequest,
): Promise<Page<ChangeEntry>> {
  permitReading(actor, county);
  const before = position === undefined ? undefined : Number(position);
  const { items, next } = await changesOfSettings(table, county, { limit, before });
  return { items, next: next?.toString() };
}
