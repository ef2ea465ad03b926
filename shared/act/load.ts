import type { Deps } from '../deps.ts';
import { type AreaCode, townshipOf } from '../domain/areas/area.ts';
import type { RecordSnapshot } from '../domain/ledger/evaluate.ts';
import type { Household } from '../domain/records/household.ts';
import type { SiteId } from '../domain/records/ids.ts';
import type { Residence, Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import { householdsOfSite } from '../table/record/lists.ts';
import { headOf, type Reading } from '../table/record/records.ts';
import { residenceOf } from '../table/record/touched.ts';

/** Households of a site that the caller has already read. */
export interface Neighbours {
  /** The households of one township, from the audit's pass over it. */
  readonly residents?: { readonly township: AreaCode; readonly residences: readonly Residence[] };
  /** A household that was just written and may be missing from the index. */
  readonly justWritten?: Household;
}

/** Returns a site's households and their townships, from the index merged with the household just written. */
const residentsOf = async (deps: Deps, site: SiteId, justWritten: Household | undefined) => {
  const others = (await householdsOfSite(deps.table, site)).filter(({ id }) => id !== justWritten?.id);
  const here = justWritten?.siteId === site ? [justWritten] : [];
  const townships = [...others, ...here].flatMap(({ area }) => townshipOf(area) ?? []);
  return {
    residences: [
      ...others.map(({ id, movedIn, dissolved }): Residence => ({ household: id, movedIn, dissolved })),
      ...here.map(residenceOf),
    ],
    residentTownships: [...new Set(townships)].sort() as AreaCode[],
  };
};

/** Returns whether a township's residents are all of the site's: no other township has households of it. */
const areAllResidents = (site: Site, { township }: NonNullable<Neighbours['residents']>): boolean =>
  site.residentTownships.every((one) => one === township);

/** A snapshot, and the record's summary as it is stored: a write keeps the fields of a later version in it. */
export interface LoadedSnapshot extends RecordSnapshot {
  readonly storedSummary: unknown;
}

/**
 * Loads a record with what a decision about it needs: one read, and for a site one query of its households unless the
 * caller has them. Throws `Busy`.
 */
export async function loadSnapshot(
  deps: Deps,
  subject: Subject,
  { residents, justWritten }: Neighbours = {},
  reading: Reading = 'consistent',
): Promise<LoadedSnapshot> {
  const head = await headOf(deps.table, subject, reading);
  const { record, flags = [], links = [], storedSummary } = head ?? {};
  const recordItems = { record, flags, links, storedSummary };
  if (head?.record.kind !== 'site') return { ...recordItems, residences: [] };
  if (!residents || !areAllResidents(head.record, residents)) {
    return { ...recordItems, ...(await residentsOf(deps, head.record.id, justWritten)) };
  }
  const { township, residences } = residents;
  return { ...recordItems, residences, residentTownships: residences.length > 0 ? [township] : [] };
}
