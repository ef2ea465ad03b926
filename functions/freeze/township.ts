import pMap from 'p-map';
import type { Deps } from '../../shared/deps.ts';
import { type AreaCode, countyOf, townshipOf } from '../../shared/domain/areas/area.ts';
import type { FrozenSubject, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { HouseholdId, SiteId } from '../../shared/domain/records/ids.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import { recordKnownAt } from '../../shared/queries/record-as-of.ts';
import { closeTownship, frozenTownship } from '../../shared/table/assessments/frozen.ts';
import { recordsOfTownship } from '../../shared/table/record/lists.ts';
import { closeWhole } from './county.ts';
import { gatherCountyLinks } from './county-links.ts';
import { townshipHash } from './hashes.ts';
import { linkedElsewhere } from './linked-elsewhere.ts';
import type { FreezeMessage } from './message.ts';
import { openCountyMonth, policyOf } from './open-month.ts';
import { siteFindingsAt } from './site.ts';
import { ALONE, foundOf, frozenHousehold } from './subject.ts';
import { chunkWriter } from './writer.ts';

/** Records of a township that are read at the same time. */
const AT_ONCE = 8;

/** What one run did for a township's month. */
export interface FrozenPart extends FreezeMessage {
  readonly at: string;
  /** Records that were looked at, and how many of them this run has frozen. */
  readonly looked: number;
  readonly frozen: number;
  /** Ids of records that could not be frozen; the next run tries them again. */
  readonly failed: readonly string[];
  /** Whether the township's month is frozen whole. */
  readonly complete: boolean;
  /** The county's one hash, once all of its townships are. */
  readonly hash?: string;
}

type FreezeOutcome = Pick<FrozenPart, 'looked' | 'frozen' | 'failed'>;

/** Freezes all of the township that is not frozen yet, and closes its month where nothing failed. */
const freezeRest = async (
  deps: Deps,
  { run, month, township }: FreezeMessage,
  opened: OpenedMonth,
): Promise<FreezeOutcome> => {
  const policy = await policyOf(deps, opened);
  const instant = Date.parse(opened.frozenAt);
  const writer = await chunkWriter(deps, { township, month }, run);
  const ties = gatherCountyLinks();
  const sites = new Set<SiteId>();
  const failed = new Set<string>();
  const elsewhere = linkedElsewhere(deps, opened, township);
  let looked = 0;

  const orFailed = async (id: string, freeze: () => Promise<FrozenSubject | undefined>) => {
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
    orFailed(id, async () => {
      const record = await recordKnownAt(deps.table, { kind: 'household', id }, instant);
      if (record?.kind !== 'household' || !isHere(record)) return undefined;
      const subject = writer.has(id)
        ? undefined
        : frozenHousehold(record, foundOf(record, ALONE, policy, opened));
      ties.add(record);
      return subject;
    });
  const site = (id: SiteId) =>
    orFailed(id, async () => {
      if (writer.has(id)) return undefined;
      const record = await recordKnownAt(deps.table, { kind: 'site', id }, instant);
      if (record?.kind !== 'site' || !isHere(record)) return undefined;
      return siteFindingsAt(deps, record, { ties, instant, policy, opened, elsewhere });
    });
  /** Households of a page are frozen; its sites wait until all households have gone by. */
  const freeze = async (subjects: readonly Subject[]): Promise<void> => {
    looked += subjects.length;
    for (const one of subjects) if (one.kind === 'site') sites.add(one.id);
    const households = subjects.flatMap((one) => (one.kind === 'household' ? one.id : []));
    const frozen = await pMap(households, household, { concurrency: AT_ONCE });
    await writer.add(frozen.flatMap((one) => one ?? []));
  };

  // Where a summary cannot be read the record itself may be.
  const unreadable: Subject[] = [];
  const pages = recordsOfTownship(deps.table, township, (subject) => unreadable.push(subject));
  for await (const page of pages) await freeze(page);
  await freeze(unreadable);
  const judged = await pMap(sites, site, { concurrency: AT_ONCE });
  await writer.add(judged.flatMap((one) => one ?? []));
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
 * Freezes a township's month: what was found of each of its households and sites on the month's last day, under that
 * day's settings, as everything was known at the instant at which the county's month was opened. Page by page, into
 * chunks that never change. A record that fails is named in the result and stops no other; the month is whole once none
 * fails any more. Run again, or twice at once, or after it died, it freezes what is not frozen yet and nothing else.
 * Throws `Refused` for a month that is not over.
 */
export async function freezeTownship(deps: Deps, message: FreezeMessage): Promise<FrozenPart> {
  const { run, month, township } = message;
  const opened = await openCountyMonth(deps, run, countyOf(township) ?? township, month);
  const whole = await frozenTownship(deps.table, township, month);
  const done = whole ? { looked: 0, frozen: 0, failed: [] } : await freezeRest(deps, message, opened);
  const complete = done.failed.length === 0;
  // Whoever completes the last of them closes the county, and so does whoever finds all of them whole.
  const county = complete ? await closeWhole(deps, opened, run) : undefined;
  const part = { ...message, at: new Date(deps.clock()).toISOString(), ...done, complete };
  return county ? { ...part, hash: county.hash } : part;
}
