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

/** The most bytes of a chunk's text. Deflated, an item has about half of that; incompressible, four thirds: 240 KB. */
const MOST_BYTES = 180_000;

/**
 * Writes subjects into the chunks of a township's month, each once, even with concurrent writers: if a chunk's number
 * is taken, its content counts as frozen and the rest goes into the next chunk.
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

  /** Reads a chunk that this or another writer has just put, and notes its subjects. */
  const readChunk = async (chunk: number): Promise<void> => {
    const content = await chunkOf(table, place, chunk);
    if (!content) throw new Error(`chunk ${chunk} is missing`);
    note(content);
  };

  const flush = async (): Promise<void> => {
    while (waiting.length > 0) {
      const chunk = hashes.length + 1;
      const stamp = { run, at: new Date(clock()).toISOString() };
      if (await putChunk(table, place, chunk, waiting, stamp)) own += waiting.length;
      await readChunk(chunk);
      waiting = waiting.filter(({ id }) => !ids.has(id));
    }
    bytes = 0;
  };

  for await (const { chunk, content } of storedChunksOf(table, place)) {
    note({ chunk, ...parseChunk(content, place.township) });
  }
  return {
    /** Returns whether a subject is frozen already. */
    has: (id: string): boolean => ids.has(id),
    async add(subjects: readonly FrozenSubject[]): Promise<void> {
      for (const subject of subjects) {
        waiting.push(subject);
        bytes += Buffer.byteLength(packSubject(subject, place.township));
        if (bytes >= MOST_BYTES) await flush();
      }
    },
    flush,
    /** Returns the counts, the hash of each chunk, and the number of subjects written by this run. */
    frozen: () => ({ counts, chunks: [...hashes], own }),
  };
}
