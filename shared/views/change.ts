import * as z from 'zod/mini';
import { AreaCode } from '../domain/areas/area.ts';
import { ChangeEntry } from '../domain/records/change.ts';
import { documented } from '../domain/records/documented.ts';
import { SHOWN } from '../domain/records/personal.ts';

/** `from` and `to` are whatever stood at the path: covered as the field there is. */
const changeOf = (kind: 'household' | 'site') =>
  documented(
    z
      .strictObject({
        path: documented(z.string(), { description: 'Like `members[01H…].phone` or `flags[R3].state`' }),
        from: z.optional(z.unknown()),
        to: z.optional(z.unknown()),
      })
      .register(SHOWN, { changeOf: kind }),
    { id: kind === 'household' ? 'HouseholdChange' : 'SiteChange' },
  );

const entryOf = (kind: 'household' | 'site') =>
  documented(z.extend(z.omit(ChangeEntry, { previous: true }), { changes: z.array(changeOf(kind)) }), {
    id: kind === 'household' ? 'HouseholdHistoryEntry' : 'SiteHistoryEntry',
    description: 'Who changed what, when, from what to what, and why',
  });

/** A page of a record's history; its place says what is covered in it. */
const historyOf = (kind: 'household' | 'site') =>
  documented(
    z
      .strictObject({
        area: AreaCode,
        origin: z.optional(AreaCode),
        items: z.array(entryOf(kind)),
        next: documented(z.optional(z.string()), {
          description: 'The cursor of the next page; missing on the last',
        }),
      })
      .register(SHOWN, { placed: true }),
    { id: kind === 'household' ? 'HouseholdHistory' : 'SiteHistory' },
  );

export const HouseholdHistory = historyOf('household');
export const SiteHistory = historyOf('site');
