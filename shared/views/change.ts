import * as z from 'zod';
import { isKnownPath } from '../domain/access/mask.ts';
import { AreaCode } from '../domain/areas/area.ts';
import { ChangeEntry } from '../domain/records/change.ts';
import type { Household } from '../domain/records/household.ts';
import { MASK_REGISTRY } from '../domain/records/personal.ts';
import type { Site } from '../domain/records/site.ts';

/** `from` and `to` are values of the field at the path and masked as that field is. */
const changeOf = (kind: 'household' | 'site') =>
  z
    .strictObject({
      path: z.string().meta({ description: '位置 · Like `members[01H…].phone` or `flags[R3].state`' }),
      from: z.unknown().optional().meta({ description: '原值 · what stood there' }),
      to: z.unknown().optional().meta({ description: '改为 · to' }),
    })
    .register(MASK_REGISTRY, { changeOf: kind })
    .meta(
      kind === 'household'
        ? { id: 'HouseholdChange', description: '户档案的一处变更 · One field of a household that changed' }
        : { id: 'SiteChange', description: '安置点档案的一处变更 · One field of a site that changed' },
    );

const entryOf = (kind: 'household' | 'site') =>
  ChangeEntry.omit({ previous: true })
    .extend({ changes: z.array(changeOf(kind)).meta({ description: '变更 · changes' }) })
    .meta({
      id: kind === 'household' ? 'HouseholdHistoryEntry' : 'SiteHistoryEntry',
      description: '谁何时为何改了什么 · Who changed what, when, from what to what, and why',
    });

/** A page of a record's history. The place of the record decides what is masked in it. */
const historyOf = (kind: 'household' | 'site') =>
  z
    .strictObject({
      area: AreaCode,
      origin: AreaCode.optional(),
      items: z.array(entryOf(kind)),
      next: z.string().optional().meta({
        description: '下一页 · The cursor of the next page; missing on the last',
      }),
    })
    .register(MASK_REGISTRY, { placed: true })
    .meta(
      kind === 'household'
        ? {
            id: 'HouseholdHistory',
            description: '户的变更记录，新的在前 · Changes of a household, newest first',
          }
        : { id: 'SiteHistory', description: '安置点的变更记录，新的在前 · Changes of a site, newest first' },
    );

export const HouseholdHistory = historyOf('household');
export const SiteHistory = historyOf('site');

/** The place of a record, which decides what is masked in its history. */
export function placeView(record: Household | Site): { area: AreaCode; origin?: AreaCode } {
  const origin = record.kind === 'household' ? record.origin : undefined;
  return { area: record.area, ...(origin ? { origin } : {}) };
}

/** Returns an entry without changes of fields that this version does not know: a later version may have written it. */
export function entryView(kind: 'household' | 'site', entry: ChangeEntry): ChangeEntry {
  return { ...entry, changes: entry.changes.filter(({ path }) => isKnownPath(kind, path)) };
}
