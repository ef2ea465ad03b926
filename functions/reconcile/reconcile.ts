import { isDeepStrictEqual } from 'node:util';
import pMap from 'p-map';
import { applyToRecord, prepare, reevaluationRequest } from '../../shared/act/act.ts';
import type { Deps } from '../../shared/deps.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import type { Actor } from '../../shared/domain/records/actor.ts';
import type { Evaluated } from '../../shared/domain/records/evaluated.ts';
import { isDue } from '../../shared/domain/rules/evaluation.ts';
import { missingClaims } from '../../shared/table/record/owners.ts';
import { parseRecord } from '../../shared/table/record/stored-record.ts';
import { isIndexed } from '../../shared/table/record/writes.ts';
import {
  linksWithoutLinkage,
  type ScannedRecord,
  scannedItems,
  scannedRecord,
} from '../../shared/table/store/scan.ts';
import { gatherOrphans, type PossibleOrphan } from './orphans.ts';

const RECONCILIATION: Actor = { kind: 'system', job: 'reconciliation' };

/** The number of segments scanned in parallel, and of records of each checked concurrently. */
const SEGMENTS = 4;
const AT_ONCE = 4;

/** The parts of a record that can disagree with its facts. */
const ASPECTS = ['findings', 'flags', 'residents', 'index', 'claims', 'links'] as const;
export type Aspect = (typeof ASPECTS)[number] | PossibleOrphan['aspect'];

interface Difference {
  readonly kind: 'household' | 'site';
  readonly id: string;
  readonly aspects: readonly Aspect[];
  readonly repaired: boolean;
}

export interface ReconcileResult {
  readonly looked: number;
  /** The number of records that became due since the last audit: late, but not wrong. */
  readonly due: number;
  readonly differences: readonly Difference[];
  /** The ids of records that could not be checked or repaired. */
  readonly failed: readonly string[];
}

/** Separates a stored evaluation into findings and counts of flags. */
const partsOf = (evaluated: Evaluated | undefined) => {
  const { flags, ...findings } = evaluated ?? {};
  return { flags, findings: evaluated && findings };
};

const isSame = (stored: unknown, expected: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(stored ?? null)), JSON.parse(JSON.stringify(expected ?? null)));

/** Compares a record and the items beside it with its facts. */
const differencesOf = async (
  deps: Deps,
  { subject, item }: ScannedRecord,
): Promise<{ due: boolean; aspects: Aspect[] }> => {
  const record = parseRecord(item.record);
  const { known, policy, decision } = await prepare(deps, RECONCILIATION, reevaluationRequest(subject));
  const { after, flags } = decision;
  const due = isDue(known.record?.evaluated, dateInShanghai(deps.clock()), policy);
  const lost = await missingClaims(deps.table, record, await deps.keys());
  const unlinked = record.kind === 'household' ? await linksWithoutLinkage(deps.table, record) : [];
  const [was, is] = [partsOf(known.record?.evaluated), partsOf(after.evaluated)];
  const differs: Record<(typeof ASPECTS)[number], boolean> = {
    findings: !due && !isSame(was.findings, is.findings),
    flags: !due && (flags.length > 0 || !isSame(was.flags, is.flags)),
    residents:
      after.kind === 'site' &&
      known.record?.kind === 'site' &&
      !isSame(known.record.residentTownships, after.residentTownships),
    index: !isIndexed(item, record),
    claims: lost.length > 0,
    links: unlinked.length > 0,
  };
  return { due, aspects: ASPECTS.filter((aspect) => differs[aspect]) };
};

/**
 * Recomputes every record from its base facts and reports differences in findings, flags, index entries, claims and
 * linkages, and orphans: linkages and claims without a record, flags misplaced in their index. With `repair` it corrects
 * each. Sites come last, since they depend on the repair of their households. A record that fails is named in the
 * result and stops no other.
 *
 * The numbers of townships are snapshots of a day and are not compared: the next audit counts again.
 */
export async function reconcile(
  deps: Deps,
  { repair, progress }: { readonly repair: boolean; readonly progress?: (looked: number) => void },
): Promise<ReconcileResult> {
  const differences: Difference[] = [];
  const failed = new Set<string>();
  const sites: ScannedRecord[] = [];
  const orphans = gatherOrphans(deps, await deps.keys());
  const counts = { looked: 0, due: 0 };

  /** Runs the work on one record or item; names the record if it fails. */
  const attempt = (id: string, work: () => Promise<void>): Promise<void> =>
    work().catch((error: unknown) => {
      failed.add(id);
      deps.log('reconcile_record_failed', { id, error: String(error) });
    });

  const look = async (scanned: ScannedRecord): Promise<void> => {
    const { subject } = scanned;
    const { due, aspects } = await differencesOf(deps, scanned);
    if (due) counts.due++;
    if (aspects.length === 0) return;
    if (repair) await applyToRecord(deps, RECONCILIATION, { ...reevaluationRequest(subject), repair: 'all' });
    differences.push({ ...subject, aspects, repaired: repair });
  };

  const lookAtAll = async (records: readonly ScannedRecord[]): Promise<void> => {
    const lookAt = async (scanned: ScannedRecord): Promise<void> => {
      await attempt(scanned.subject.id, () => look(scanned));
      counts.looked++;
      progress?.(counts.looked);
    };
    await pMap(records, lookAt, { concurrency: AT_ONCE });
  };

  const segments = Array.from({ length: SEGMENTS }, (_, segment) => segment);
  await pMap(segments, async (segment) => {
    for await (const items of scannedItems(deps.table, segment, SEGMENTS)) {
      for (const item of items) orphans.add(item);
      const page = items.flatMap((item) => scannedRecord(item) ?? []);
      const isSite = ({ subject }: ScannedRecord) => subject.kind === 'site';
      sites.push(...page.filter(isSite));
      await lookAtAll(page.filter((one) => !isSite(one)));
    }
  });
  await orphans.each(({ subject, aspect, confirm }) =>
    attempt(subject.id, async () => {
      if (await confirm(repair)) differences.push({ ...subject, aspects: [aspect], repaired: repair });
    }),
  );
  await lookAtAll(sites);
  return { ...counts, differences, failed: [...failed] };
}
