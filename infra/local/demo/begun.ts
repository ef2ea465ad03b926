import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { isInUse } from '../../../shared/domain/access/require-area.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { Areas } from '../../../shared/domain/areas/areas.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { USUAL_COUNTY, usualCounty } from './places.ts';

const BegunDemo = z.object({
  households: z.int(),
  seed: z.int(),
  today: PlainDate,
  county: AreaCode.default(USUAL_COUNTY),
});
/** The demo that a data folder has begun: with it the demo can be completed on a later day. */
export type BegunDemo = z.infer<typeof BegunDemo>;

const fileIn = (dataDir: string): string => join(dataDir, 'demo', 'demo.json');

/** The demo that a data folder has begun; undefined if there is none. */
export function readBegunDemo(dataDir: string): Promise<BegunDemo | undefined> {
  return readFile(fileIn(dataDir), 'utf8').then(
    (text) => BegunDemo.parse(JSON.parse(text)),
    () => undefined,
  );
}

export async function writeBegunDemo(dataDir: string, demo: BegunDemo): Promise<void> {
  await writeFile(fileIn(dataDir), JSON.stringify(demo));
}

/** The county of the demo that a data folder has begun, or would begin. */
export async function demoCountyIn(dataDir: string, areas: Areas): Promise<AreaCode> {
  const begun = await readBegunDemo(dataDir);
  return begun && isInUse(areas, begun.county) ? begun.county : usualCounty(areas);
}
