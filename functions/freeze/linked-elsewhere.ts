import type { Deps } from '../../shared/deps.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { HouseholdId, SiteId } from '../../shared/domain/records/ids.ts';
import { storedChunksOf } from '../../shared/table/assessments/frozen.ts';
import { parseChunk } from '../../shared/table/assessments/stored-chunk.ts';

/** Within this time of the instant, the current index still gives a site's links. */
const PROMPT_MS = 15 * 60_000;

/**
 * Returns a function that finds the households of the county's other townships that were linked to a site at the
 * instant, from their frozen lines: links that ended since are in no index. The lines are read once, and only if a
 * township is frozen long after the instant.
 */
export function linkedElsewhere(
  { table, clock }: Deps,
  { month, townships, frozenAt }: OpenedMonth,
  township: AreaCode,
): (site: SiteId) => Promise<readonly HouseholdId[]> {
  const gather = async (): Promise<Map<SiteId, HouseholdId[]>> => {
    const bySite = new Map<SiteId, HouseholdId[]>();
    for (const other of townships.filter((one) => one !== township)) {
      for await (const { content } of storedChunksOf(table, { township: other, month })) {
        for (const subject of parseChunk(content, other).subjects) {
          if (subject.kind === 'site') continue;
          for (const site of subject.sites) bySite.set(site, [...(bySite.get(site) ?? []), subject.id]);
        }
      }
    }
    return bySite;
  };
  let gathered: Promise<Map<SiteId, HouseholdId[]>> | undefined;
  return async (site) => {
    if (clock() - Date.parse(frozenAt) < PROMPT_MS) return [];
    gathered ??= gather();
    return (await gathered).get(site) ?? [];
  };
}
