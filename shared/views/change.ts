import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import { ChangeEntry } from '../domain/records/change.ts';
import type { Household } from '../domain/records/household.ts';
import { MASK_REGISTRY } from '../domain/records/personal.ts';
import type { Site } from '../domain/records/site.ts';

/** `from` and `to` are whatever stood at the path: covered as the field there is. */
const changeOf = (kind: 'household' | 'site') =>
  z
    .strictObject({
      path: z.string().meta({ description: 'Like `members[01H…].phone` or `flags[R3].state`' }),
      from: z.unknown().optional(),
      to: z.unknown().optional(),
    })
    .register(MASK_REGISTRY, { changeOf: kind })
    .meta({ id: kind === 'household' ? 'HouseholdChange' : 'SiteChange' });

const entryOf = (kind: 'household' | 'site') =>
  ChangeEntry.omit({ previous: true })
    .extend({ changes: z.array(changeOf(kind)) })
    .meta({
      id: kind === 'household' ? 'HouseholdHistoryEntry' : 'SiteHistoryEntry',
      description: 'Who changed what, when, from what to what, and why',
    });

/** A page of a record's history; its place says what is covered in it. */
const historyOf = (kind: 'household' | 'site') =>
  z
    .strictObject({
      area: AreaCode,
      origin: AreaCode.optional(),
      items: z.array(entryOf(kind)),
      next: z.string().optional().meta({
        description: 'The cursor of the next page; missing on the last',
      }),
    })
    .register(MASK_REGISTRY, { placed: true })
    .meta({ id: kind === 'household' ? 'HouseholdHistory' : 'SiteHistory' });

export const HouseholdHistory = historyOf('household');
export const SiteHistory = historyOf('site');

/** The place of a record, which decides what is masked in its history. */
export function placeView(record: Household | Site): { area: AreaCode; origin?: AreaCode } {
  const origin = record.kind === 'household' ? record.origin : undefined;
  return { area: record.area, ...(origin ? { origin } : {}) };
}
