import type { Deps } from '../../shared/deps.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { HouseholdId, SiteId } from '../../shared/domain/records/ids.ts';
import { storedChunksOf } from '../../shared/table/assessments/frozen.ts';
import { parseChunk } from '../../shared/table/assessments/stored-chunk.ts';

/** For so long the index still tells who is tied to a site as it was at the instant. */
const PROMPT_MS = 15 * 60_000;

/**
 * Which households of the county's other townships were tied to a site at the instant, by the lines that are frozen of
 * them: who has been untied since is in no index any more. Read once, and only where a township is frozen long after
 * the instant.
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
