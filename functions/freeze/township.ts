import pMap from 'p-map';
import type { Deps } from '../../shared/deps.ts';
import { type AreaCode, countyOf, townshipOf } from '../../shared/domain/areas/area.ts';
import type { FrozenSubject, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { HouseholdId, SiteId } from '../../shared/domain/records/ids.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import { loadRecordAsOf } from '../../shared/queries/record-as-of.ts';
import { closeTownship, frozenTownship } from '../../shared/table/assessments/frozen.ts';
import { recordsOfTownship } from '../../shared/table/record/lists.ts';
import { closeIfComplete } from './county.ts';
import { gatherCountyLinks } from './county-links.ts';
import { townshipHash } from './hashes.ts';
import { linkedElsewhere } from './linked-elsewhere.ts';
import type { FreezeMessage } from './message.ts';
import { openCountyMonth, policyOf } from './open-month.ts';
import { siteFindingsAt } from './site.ts';
import { frozenFindingsOf, frozenHousehold, NO_LINKS } from './subject.ts';
import { chunkWriter } from './writer.ts';

/** The number of records of a township read concurrently. */
const AT_ONCE = 8;

/** The result of one run for a township's month. */
export interface FrozenPart extends FreezeMessage {
  readonly at: string;
  /** The number of records seen, and of those frozen by this run. */
  readonly looked: number;
  readonly frozen: number;
  /** The ids of records that failed; the next run retries them. */
  readonly failed: readonly string[];
  /** Whether the township's month is complete. */
  readonly complete: boolean;
  /** The county's hash, once all of its townships are complete. */
  readonly hash?: string;
}

type FreezeOutcome = Pick<FrozenPart, 'looked' | 'frozen' | 'failed'>;

/** Freezes the rest of the township and closes its month if nothing failed. */
const freezeRest = async (
  deps: Deps,
  { run, month, township }: FreezeMessage,
  opened: OpenedMonth,
): Promise<FreezeOutcome> => {
  const policy = await policyOf(deps, opened);
  const instant = Date.parse(opened.frozenAt);
  const writer = await chunkWriter(deps, { township, month }, run);
  const links = gatherCountyLinks();
  const sites = new Set<SiteId>();
  const failed = new Set<string>();
  const elsewhere = linkedElsewhere(deps, opened, township);
  let looked = 0;

  const collectFailure = async (id: string, freeze: () => Promise<FrozenSubject | undefined>) => {
    try {
      return await freeze();
    } catch (error) {
      failed.add(id);
      deps.log('freeze_record_failed', { run, month, township, id, error: String(error) });
      return undefined;
    }
  };
  const isHere = ({ area }: { readonly area: AreaCode }) => townshipOf(area) === township;

  const household = (id: HouseholdId) =>
    collectFailure(id, async () => {
      const record = await loadRecordAsOf(deps.table, { kind: 'household', id }, instant);
      if (record?.kind !== 'household' || !isHere(record)) return undefined;
      const subject = writer.has(id)
        ? undefined
        : frozenHousehold(record, frozenFindingsOf(record, NO_LINKS, policy, opened));
      links.add(record);
      return subject;
    });
  const site = (id: SiteId) =>
    collectFailure(id, async () => {
      if (writer.has(id)) return undefined;
      const record = await loadRecordAsOf(deps.table, { kind: 'site', id }, instant);
      if (record?.kind !== 'site' || !isHere(record)) return undefined;
      return siteFindingsAt(deps, record, { links, instant, policy, opened, elsewhere });
    });
  /** Freezes the households of a page; its sites wait until all households are read. */
  const freeze = async (subjects: readonly Subject[]): Promise<void> => {
    looked += subjects.length;
    for (const one of subjects) if (one.kind === 'site') sites.add(one.id);
    const households = subjects.flatMap((one) => (one.kind === 'household' ? one.id : []));
    const frozen = await pMap(households, household, { concurrency: AT_ONCE });
    await writer.add(frozen.flatMap((one) => one ?? []));
  };

  // The record of an unreadable summary may be readable.
  const unreadable: Subject[] = [];
  const pages = recordsOfTownship(deps.table, township, (subject) => unreadable.push(subject));
  for await (const page of pages) await freeze(page);
  await freeze(unreadable);
  const frozenSites = await pMap(sites, site, { concurrency: AT_ONCE });
  await writer.add(frozenSites.flatMap((one) => one ?? []));
  await writer.flush();
  const { counts, chunks, own } = writer.frozen();
  if (failed.size === 0) {
    const { on, frozenAt, under } = opened;
    const content = { area: township, month, on, frozenAt, under, ...counts, chunks };
    const at = new Date(deps.clock()).toISOString();
    await closeTownship(deps.table, { ...content, hash: townshipHash(content), run, at });
  }
  return { looked, frozen: own, failed: [...failed] };
};

/**
 * Freezes a township's month: the findings of each household and site on the month's last day, under that day's
 * settings, as known when the county's month was opened. Writes page by page into immutable chunks. A record that fails
 * is named in the result and stops no other; the month is complete once none fails. Running it again, concurrently or
 * after a crash freezes only what is missing. Throws `Refused` for a month that is not over.
 */
export async function freezeTownship(deps: Deps, message: FreezeMessage): Promise<FrozenPart> {
  const { run, month, township } = message;
  const opened = await openCountyMonth(deps, run, countyOf(township) ?? township, month);
  const frozen = await frozenTownship(deps.table, township, month);
  const done = frozen ? { looked: 0, frozen: 0, failed: [] } : await freezeRest(deps, message, opened);
  const complete = done.failed.length === 0;
  // Any run that finds all townships complete closes the county.
  const county = complete ? await closeIfComplete(deps, opened, run) : undefined;
  const part = { ...message, at: new Date(deps.clock()).toISOString(), ...done, complete };
  return county ? { ...part, hash: county.hash } : part;
}
