import type { Deps } from '../../shared/deps.ts';
import { countsOf, sumOf } from '../../shared/domain/assessments/counts.ts';
import type { FrozenCounts, FrozenSubject } from '../../shared/domain/assessments/schema.ts';
import {
  type Chunk,
  type ChunkPlace,
  chunkOf,
  putChunk,
  storedChunksOf,
} from '../../shared/table/assessments/frozen.ts';
import { packSubject, parseChunk } from '../../shared/table/assessments/stored-chunk.ts';

/** Bytes of a chunk's text: the item is half of that, and where nothing can be deflated four thirds: 240 KB. */
const MOST_BYTES = 180_000;

/**
 * Puts subjects into the chunks of a township's month, each once, whoever else is writing into it: where a chunk's
 * number is taken, what the other has put there is frozen, and the rest goes into the next.
 */
export async function chunkWriter(deps: Deps, place: ChunkPlace, run: string) {
  const { table, clock } = deps;
  const ids = new Set<string>();
  const hashes: string[] = [];
  let counts: FrozenCounts = sumOf([]);
  let own = 0;
  let waiting: FrozenSubject[] = [];
  let bytes = 0;

  const note = ({ chunk, subjects, hash }: Chunk): void => {
    if (chunk !== hashes.length + 1) throw new Error(`chunk ${hashes.length + 1} is missing`);
    hashes.push(hash);
    for (const { id } of subjects) ids.add(id);
    counts = sumOf([counts, countsOf(subjects)]);
  };

  /** The chunk of a number, which has just been put, by whomever. */
  const noted = async (chunk: number): Promise<void> => {
    const stands = await chunkOf(table, place, chunk);
    if (!stands) throw new Error(`chunk ${chunk} is missing`);
    note(stands);
  };

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const chunk = hashes.length + 1;
      const stamp = { run, at: new Date(clock()).toISOString() };
      if (await putChunk(table, place, chunk, waiting, stamp)) own += waiting.length;
      await noted(chunk);
      waiting = waiting.filter(({ id }) => !ids.has(id));
    }
    bytes = 0;
  };

  for await (const { chunk, content } of storedChunksOf(table, place)) {
    note({ chunk, ...parseChunk(content, place.township) });
  }
  return {
    /** Whether something is frozen already. */
    has: (id: string): boolean => ids.has(id),
    async add(subjects: readonly FrozenSubject[]): Promise<void> {
      for (const subject of subjects) {
        waiting.push(subject);
        bytes += Buffer.byteLength(packSubject(subject, place.township));
        if (bytes >= MOST_BYTES) await flush();
      }
    },
    flush,
    /** All that is frozen by now: the counts, the hash of each chunk, and how many subjects this run has put down. */
    frozen: () => ({ counts, chunks: [...hashes], own }),
  };
}
