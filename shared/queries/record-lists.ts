import type { Deps } from '../deps.ts';
import type { Actor } from '../domain/records/actor.ts';
import { summariesOfTownship } from '../table/record/lists.ts';
import type { Summary } from '../table/record/summary.ts';
import type { Page, PageRequest } from './page.ts';
import { pageAcrossAreas } from './page-across-areas.ts';
import { type RecordFilter, recordPredicate } from './record-filters.ts';
import { scopeOf, townshipsIn } from './scope.ts';

/**
 * Lists households or sites of the actor's areas, township by township. Throws `Refused` (`outside_areas`) if the
 * filter's area is outside the actor's.
 */
export async function listRecords<Kind extends Summary['kind']>(
  deps: Deps,
  actor: Actor,
  kind: Kind,
  filter: RecordFilter,
  page: PageRequest,
): Promise<Page<Extract<Summary, { kind: Kind }>>> {
  const scope = scopeOf(deps.areas, actor, filter.area);
  const matches = await recordPredicate(deps, filter, scope);
  return pageAcrossAreas<Extract<Summary, { kind: Kind }>>(
    {
      divisions: townshipsIn(deps.areas, scope),
      readPage: (township, limit, after) =>
        // A position comes from this list's own pages: it holds an id.
        summariesOfTownship(deps.table, township, kind, { limit, after: after as never }),
      keyOf: ({ id }) => id,
      matches,
    },
    page,
  );
}
