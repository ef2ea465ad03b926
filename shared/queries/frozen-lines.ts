import type { AreaCode } from '../domain/areas/area.ts';
import type { Month } from '../domain/calendar/months.ts';
import { chunkOf } from '../table/assessments/frozen.ts';
import type { TableClient } from '../table/store/client.ts';
import { type AssessedLine, assessedLines } from '../views/assessment.ts';
import { pageAcrossAreas } from './across-areas.ts';
import type { AssessedCounty } from './frozen-months.ts';
import { liesIn } from './scope.ts';

interface PlacedLine {
  readonly line: AssessedLine;
  /** Its chunk, and how many lines of it there are up to this one. */
  readonly key: string;
}

/** Lines of a township's chunk from a place on: the first chunk without one. */
const linesOf = async (
  table: TableClient,
  { month, township, chunks }: { month: Month; township: AreaCode; chunks: number },
  limit: number,
  place = '1.0',
): Promise<{ items: PlacedLine[]; next?: string }> => {
  const [chunk = 1, done = 0] = place.split('.').map(Number);
  if (chunk > chunks) return { items: [] };
  const found = await chunkOf(table, { township, month }, chunk);
  if (!found) throw new Error(`chunk ${chunk} of ${township} is missing`);
  const lines = found.subjects.flatMap(assessedLines);
  const items = lines.slice(done, done + limit).map((line, i) => ({ line, key: `${chunk}.${done + i + 1}` }));
  const following = chunk < chunks ? `${chunk + 1}.0` : undefined;
  const next = done + items.length < lines.length ? `${chunk}.${done + items.length}` : following;
  return { items, ...(next ? { next } : {}) };
};

/** Lines of the townships of some areas that are frozen whole, one township after the other. */
export const frozenLinesIn = async (
  table: TableClient,
  assessed: readonly AssessedCounty[],
  scope: readonly AreaCode[],
  limit: number,
  place: string | undefined,
): Promise<{ items: AssessedLine[]; place?: string }> => {
  const whole = new Map(assessed.flatMap((county) => county.whole).map((one) => [one.area, one]));
  const within = liesIn(scope);
  const found = await pageAcrossAreas<PlacedLine>(
    {
      divisions: [...whole.keys()].sort(),
      pageOf: async (township, most, after) => {
        const frozen = whole.get(township);
        const chunks = frozen?.chunks.length ?? 0;
        return frozen
          ? linesOf(table, { month: frozen.month, township, chunks }, most, after)
          : { items: [] };
      },
      keyOf: ({ key }) => key,
      // Whole townships need no look at each line.
      isAsked: scope.every((area) => area.length <= 9) ? undefined : ({ line }) => within(line),
    },
    limit,
    place,
  );
  return { ...found, items: found.items.map(({ line }) => line) };
};
