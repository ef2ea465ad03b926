import pMap from 'p-map';
import type { Deps } from '../../deps.ts';
import { type AreaCode, isWithin } from '../../domain/areas/area.ts';
import type { PlainDate } from '../../domain/calendar/dates.ts';
import { type Day, sumOf } from '../../domain/numbers/numbers.ts';
import { townshipsOf } from '../../domain/numbers/places.ts';
import { numbersTally } from '../../table/numbers/tally.ts';
import { recordsOfTownship } from '../../table/record/lists.ts';
import { isBehind } from '../../table/record/summary.ts';

/** Townships whose index is read at the same time: most counties have no more than twice as many. */
const CONCURRENCY = 20;

/** Counts the numbers of an area from the summaries of the lists: it reads the pages of its townships' index alone. */
export async function countNumbers(deps: Deps, area: AreaCode, today: PlainDate): Promise<Day> {
  const count = async (township: AreaCode): Promise<Day> => {
    const policy = await deps.policies(township, today);
    const tally = numbersTally(area, today);
    for await (const page of recordsOfTownship(deps.table, township)) {
      for (const summary of page) {
        if (isWithin(summary.area, area)) tally.add(summary, isBehind(summary, today, policy));
      }
    }
    return { numbers: tally.numbers(), flags: tally.flags() };
  };
  return sumOf(area, today, await pMap(townshipsOf(deps.areas, area), count, { concurrency: CONCURRENCY }));
}
