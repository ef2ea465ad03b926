import { isDeepStrictEqual } from 'node:util';
import pMap from 'p-map';
import { townshipOf } from '../../shared/domain/areas/area.ts';
import { countsOf, sumOf } from '../../shared/domain/assessments/counts.ts';
import type { FrozenCounts, FrozenSubject, FrozenTownship } from '../../shared/domain/assessments/schema.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import { recordKnownAt } from '../../shared/queries/record-as-of.ts';
import { frozenTownship, storedChunksOf } from '../../shared/table/assessments/frozen.ts';
import { parseChunk } from '../../shared/table/assessments/stored-chunk.ts';
import { recordsOfTownship } from '../../shared/table/record/lists.ts';
import { type CheckContext, checkHousehold, checkSite, UNDER_WAY_MS } from './check-subject.ts';
import { gatherCountyLinks } from './county-links.ts';
import type { Difference } from './difference.ts';
import { townshipHash } from './hashes.ts';

/** Records of a township that are looked at at the same time. */
const AT_ONCE = 8;

/** A township's month as it was closed; one that cannot be read any more was edited. */
const closedOf = async ({
  deps,
  opened,
  township,
  found,
}: CheckContext): Promise<FrozenTownship | undefined> => {
  try {
    const closed = await frozenTownship(deps.table, township, opened.month);
    if (!closed) found({ what: 'township_missing', area: township });
    return closed;
  } catch {
    found({ what: 'township_edited', area: township });
    return undefined;
  }
};

/** The chunks that belong to a township's month, one after the other, each gone or edited one said. */
async function* chunksOf(
  { deps, opened, township, found }: CheckContext,
  { chunks }: FrozenTownship,
): AsyncGenerator<readonly FrozenSubject[]> {
  const missing = new Set(chunks.map((_, i) => i + 1));
  for await (const { chunk, content } of storedChunksOf(deps.table, { township, month: opened.month })) {
    // What somebody put down beside a month that was closed meanwhile is none of it.
    if (!missing.delete(chunk)) continue;
    try {
      const { subjects, hash } = parseChunk(content, township);
      if (hash !== chunks[chunk - 1]) found({ what: 'chunk_edited', area: township, chunk });
      yield subjects;
    } catch {
      found({ what: 'chunk_edited', area: township, chunk });
    }
  }
  for (const chunk of missing) found({ what: 'chunk_missing', area: township, chunk });
}

/** Whether what a township's month says of itself is what it was closed with. */
const isAsClosed = ({ opened }: CheckContext, closed: FrozenTownship, listed: string | undefined): boolean =>
  townshipHash(closed) === closed.hash &&
  (listed === undefined || listed === closed.hash) &&
  closed.on === opened.on &&
  closed.frozenAt === opened.frozenAt &&
  closed.under === opened.under;

/** Whether it counts what is in it. */
const isCounted = ({ households, sites, rules }: FrozenTownship, counted: FrozenCounts): boolean =>
  isDeepStrictEqual(sumOf([{ households, sites, rules }]), counted);

/** Says who was on record in the township at the instant and is not in its month. */
const sayMissing = async (
  { deps, opened, township, found }: CheckContext,
  frozen: ReadonlySet<string>,
): Promise<void> => {
  const instant = Date.parse(opened.frozenAt) - UNDER_WAY_MS;
  const look = async (subject: Subject): Promise<void> => {
    const of = { area: township, kind: subject.kind, id: subject.id };
    try {
      const record = await recordKnownAt(deps.table, subject, instant);
      if (record && townshipOf(record.area) === township) found({ what: 'not_frozen', ...of });
    } catch (error) {
      found({ what: 'unreadable', ...of });
      deps.log('freeze_check_failed', { township, id: subject.id, error: String(error) });
    }
  };
  const lookAll = (subjects: readonly Subject[]) =>
    pMap(
      subjects.filter(({ id }) => !frozen.has(id)),
      look,
      { concurrency: AT_ONCE },
    );
  const unreadable: Subject[] = [];
  const pages = recordsOfTownship(deps.table, township, (subject) => unreadable.push(subject));
  for await (const page of pages) await lookAll(page);
  await lookAll(unreadable);
};

/**
 * Looks whether a township's month is what was frozen, recomputes each finding of it from what was known, and looks
 * whether anybody is missing. `listed` is the hash that the county's month has for it. Gives how much was looked at.
 */
export async function checkTownship(
  checking: CheckContext,
  listed: string | undefined,
): Promise<{ subjects: number; findings: number }> {
  const looked = { subjects: 0, findings: 0 };
  const closed = await closedOf(checking);
  if (!closed) return looked;
  const ties = gatherCountyLinks();
  const ids = new Set<string>();
  const sites: Extract<FrozenSubject, { kind: 'site' }>[] = [];
  let counted = sumOf([]);
  let areSound = true;
  let read = 0;
  const found = (difference: Difference): void => {
    areSound = false;
    checking.found(difference);
  };
  for await (const subjects of chunksOf({ ...checking, found }, closed)) {
    read++;
    counted = sumOf([counted, countsOf(subjects)]);
    for (const { id, findings } of subjects) {
      ids.add(id);
      looked.subjects++;
      looked.findings += findings.length;
    }
    const households = subjects.flatMap((one) => (one.kind === 'household' ? [one] : []));
    await pMap(households, (one) => checkHousehold(checking, one, ties), { concurrency: AT_ONCE });
    sites.push(...subjects.flatMap((one) => (one.kind === 'site' ? [one] : [])));
  }
  // Counts of chunks that are gone or edited say nothing more.
  const isSound = isAsClosed(checking, closed, listed) && (!areSound || isCounted(closed, counted));
  if (!isSound) checking.found({ what: 'township_edited', area: checking.township });
  // A site is judged by households of any chunk.
  await pMap(sites, (one) => checkSite(checking, one, ties), { concurrency: AT_ONCE });
  // Whoever stood in a chunk that is gone is missing with it.
  if (read === closed.chunks.length) await sayMissing(checking, ids);
  return looked;
}
