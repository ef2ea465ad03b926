import { isDeepStrictEqual } from 'node:util';
import pMap from 'p-map';
import { townshipOf } from '../../shared/domain/areas/area.ts';
import { countsOf, sumOf } from '../../shared/domain/assessments/counts.ts';
import type { FrozenCounts, FrozenSubject, FrozenTownship } from '../../shared/domain/assessments/schema.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import { loadRecordAsOf } from '../../shared/queries/record-as-of.ts';
import { frozenTownship, storedChunksOf } from '../../shared/table/assessments/frozen.ts';
import { parseChunk } from '../../shared/table/assessments/stored-chunk.ts';
import { recordsOfTownship } from '../../shared/table/record/lists.ts';
import { type CheckContext, checkHousehold, checkSite, UNDER_WAY_MS } from './check-subject.ts';
import { gatherCountyLinks } from './county-links.ts';
import type { Difference } from './difference.ts';
import { townshipHash } from './hashes.ts';

/** The number of records of a township checked concurrently. */
const AT_ONCE = 8;

/** Reads a township's closed month; reports it if it is missing or, being unreadable, edited. */
const readClosed = async ({
  deps,
  opened,
  township,
  report,
}: CheckContext): Promise<FrozenTownship | undefined> => {
  try {
    const closed = await frozenTownship(deps.table, township, opened.month);
    if (!closed) report({ what: 'township_missing', area: township });
    return closed;
  } catch {
    report({ what: 'township_edited', area: township });
    return undefined;
  }
};

/** Yields the chunks of a township's month and reports each missing or edited one. */
async function* chunksOf(
  { deps, opened, township, report }: CheckContext,
  { chunks }: FrozenTownship,
): AsyncGenerator<readonly FrozenSubject[]> {
  const missing = new Set(chunks.map((_, i) => i + 1));
  for await (const { chunk, content } of storedChunksOf(deps.table, { township, month: opened.month })) {
    // A chunk written after the month was closed does not belong to it.
    if (!missing.delete(chunk)) continue;
    try {
      const { subjects, hash } = parseChunk(content, township);
      if (hash !== chunks[chunk - 1]) report({ what: 'chunk_edited', area: township, chunk });
      yield subjects;
    } catch {
      report({ what: 'chunk_edited', area: township, chunk });
    }
  }
  for (const chunk of missing) report({ what: 'chunk_missing', area: township, chunk });
}

/** Returns whether a township's month has the hash and fields that it was closed with. */
const isAsClosed = ({ opened }: CheckContext, closed: FrozenTownship, listed: string | undefined): boolean =>
  townshipHash(closed) === closed.hash &&
  (listed === undefined || listed === closed.hash) &&
  closed.on === opened.on &&
  closed.frozenAt === opened.frozenAt &&
  closed.under === opened.under;

/** Returns whether the month's counts match its content. */
const isCounted = ({ households, sites, rules }: FrozenTownship, counted: FrozenCounts): boolean =>
  isDeepStrictEqual(sumOf([{ households, sites, rules }]), counted);

/** Reports records that were in the township at the instant and are not in its month. */
const reportMissing = async (
  { deps, opened, township, report }: CheckContext,
  frozen: ReadonlySet<string>,
): Promise<void> => {
  const instant = Date.parse(opened.frozenAt) - UNDER_WAY_MS;
  const check = async (subject: Subject): Promise<void> => {
    const of = { area: township, kind: subject.kind, id: subject.id };
    try {
      const record = await loadRecordAsOf(deps.table, subject, instant);
      if (record && townshipOf(record.area) === township) report({ what: 'not_frozen', ...of });
    } catch (error) {
      report({ what: 'unreadable', ...of });
      deps.log('freeze_check_failed', { township, id: subject.id, error: String(error) });
    }
  };
  const checkAll = (subjects: readonly Subject[]) =>
    pMap(
      subjects.filter(({ id }) => !frozen.has(id)),
      check,
      { concurrency: AT_ONCE },
    );
  const unreadable: Subject[] = [];
  const pages = recordsOfTownship(deps.table, township, (subject) => unreadable.push(subject));
  for await (const page of pages) await checkAll(page);
  await checkAll(unreadable);
};

/**
 * Checks a township's frozen month: its hashes, each finding recomputed from what was known, and that no record is
 * missing. Returns the numbers of subjects and findings checked.
 *
 * @param listed the township's hash in the county's month
 */
export async function checkTownship(
  checking: CheckContext,
  listed: string | undefined,
): Promise<{ subjects: number; findings: number }> {
  const looked = { subjects: 0, findings: 0 };
  const closed = await readClosed(checking);
  if (!closed) return looked;
  const links = gatherCountyLinks();
  const ids = new Set<string>();
  const sites: Extract<FrozenSubject, { kind: 'site' }>[] = [];
  let counted = sumOf([]);
  let areSound = true;
  let read = 0;
  const report = (difference: Difference): void => {
    areSound = false;
    checking.report(difference);
  };
  for await (const subjects of chunksOf({ ...checking, report }, closed)) {
    read++;
    counted = sumOf([counted, countsOf(subjects)]);
    for (const { id, findings } of subjects) {
      ids.add(id);
      looked.subjects++;
      looked.findings += findings.length;
    }
    const households = subjects.flatMap((one) => (one.kind === 'household' ? [one] : []));
    await pMap(households, (one) => checkHousehold(checking, one, links), { concurrency: AT_ONCE });
    sites.push(...subjects.flatMap((one) => (one.kind === 'site' ? [one] : [])));
  }
  // Missing or edited chunks are already reported; the counts add nothing then.
  const isSound = isAsClosed(checking, closed, listed) && (!areSound || isCounted(closed, counted));
  if (!isSound) checking.report({ what: 'township_edited', area: checking.township });
  // After the chunks, since a site's findings depend on households of any chunk.
  await pMap(sites, (one) => checkSite(checking, one, links), { concurrency: AT_ONCE });
  // Subjects of a missing chunk are missing with it.
  if (read === closed.chunks.length) await reportMissing(checking, ids);
  return looked;
}
