import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { FrozenSubject, FrozenTownship } from '../domain/assessments/schema.ts';
import { type Chunk, chunkOf, storedChunksOf } from '../table/assessments/frozen.ts';
import { parseChunk } from '../table/assessments/stored-chunk.ts';
import type { TableClient } from '../table/store/client.ts';
import type { FrozenMonth } from './frozen-months.ts';
import type { Page, PageRequest } from './page.ts';
import { pageAcrossAreas } from './page-across-areas.ts';
import { isInScope } from './scope.ts';

/** A finding of a household, of a member of it or of a site, as it was frozen. */
export type FrozenLine = Pick<FrozenSubject, 'kind' | 'id' | 'area'> &
  FrozenSubject['findings'][number] & { readonly number?: string; readonly name?: string };

const linesOf = (subject: FrozenSubject): FrozenLine[] => {
  const { kind, id, area } = subject;
  const label = kind === 'site' ? { name: subject.name } : subject.number ? { number: subject.number } : {};
  return subject.findings.map((finding) => ({ kind, id, ...label, area, ...finding }));
};

interface PlacedLine {
  readonly line: FrozenLine;
  /** The number of the line's chunk, and the number of the line in it, from 1. */
  readonly key: string;
}

const FIRST_LINE = '1.0';

/** Reads lines of one chunk of a township's month, starting after a position. Throws if the chunk is missing. */
const readLines = async (
  table: TableClient,
  { month, area: township, chunks }: FrozenTownship,
  limit: number,
  position = FIRST_LINE,
): Promise<{ items: PlacedLine[]; next?: string | undefined }> => {
  const [chunk = 1, done = 0] = position.split('.').map(Number);
  if (chunk > chunks.length) return { items: [] };
  const stored = await chunkOf(table, { township, month }, chunk);
  if (!stored) throw new Error(`chunk ${chunk} of ${township} is missing`);
  const lines = stored.subjects.flatMap(linesOf);
  const items = lines.slice(done, done + limit).map((line, i) => ({ line, key: `${chunk}.${done + i + 1}` }));
  const end = done + items.length;
  if (end < lines.length) return { items, next: `${chunk}.${end}` };
  return { items, next: chunk < chunks.length ? `${chunk + 1}.0` : undefined };
};

const townshipsOf = ({ counties }: FrozenMonth): FrozenTownship[] =>
  counties.flatMap(({ whole }) => [...whole]);

/** Whether a month's lines are listed: a county has too many, its counts are listed alone. */
const isListed = (scope: readonly AreaCode[]): boolean => scope.every((area) => area.length >= 9);

/** Lists the lines of a frozen month, township by township; none of a county or a city, which are only counted. */
export async function listFrozenLines(
  { table }: Deps,
  frozen: FrozenMonth,
  page: PageRequest,
): Promise<Page<FrozenLine>> {
  const { scope } = frozen;
  if (!isListed(scope)) return { items: [] };
  const byArea = new Map(townshipsOf(frozen).map((township) => [township.area, township]));
  const isInside = isInScope(scope);
  const isWholeTownships = scope.every((area) => area.length <= 9);
  const { items, next } = await pageAcrossAreas<PlacedLine>(
    {
      divisions: [...byArea.keys()].sort(),
      readPage: async (area, limit, after) => {
        const township = byArea.get(area);
        return township ? readLines(table, township, limit, after) : { items: [] };
      },
      keyOf: ({ key }) => key,
      matches: isWholeTownships ? undefined : ({ line }) => isInside(line),
    },
    page,
  );
  return { items: items.map(({ line }) => line), next };
}

/** Reads the chunks of a township's frozen month in order. Throws if one cannot be read. */
export async function* readChunks(
  table: TableClient,
  { area, month, chunks }: FrozenTownship,
): AsyncGenerator<Chunk> {
  for await (const { chunk, content } of storedChunksOf(table, { township: area, month })) {
    if (chunk <= chunks.length) yield { chunk, ...parseChunk(content, area) };
  }
}

/** Reads every line of a frozen month, township by township, for an export. Throws if a chunk cannot be read. */
export async function* readAllFrozenLines({ table }: Deps, frozen: FrozenMonth): AsyncGenerator<FrozenLine> {
  const isInside = isInScope(frozen.scope);
  for (const township of townshipsOf(frozen)) {
    for await (const { subjects } of readChunks(table, township)) {
      yield* subjects.filter(isInside).flatMap(linesOf);
    }
  }
}
