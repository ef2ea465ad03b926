import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { isInUse } from '../../../shared/domain/access/require-area.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { Areas } from '../../../shared/domain/areas/areas.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { USUAL_COUNTY, usualCounty } from './places.ts';

const DemoParameters = z.object({
  households: z.int(),
  seed: z.int(),
  today: PlainDate,
  county: AreaCode.default(USUAL_COUNTY),
});
/** The parameters of a data folder's demo, stored so that the demo can be completed on a later day. */
export type DemoParameters = z.infer<typeof DemoParameters>;

const fileIn = (dataDir: string): string => join(dataDir, 'demo', 'demo.json');

/** Reads the parameters of the demo of a data folder; undefined if there is none. */
export function readDemoParameters(dataDir: string): Promise<DemoParameters | undefined> {
  return readFile(fileIn(dataDir), 'utf8').then(
    (text) => DemoParameters.parse(JSON.parse(text)),
    () => undefined,
  );
}

export async function writeDemoParameters(dataDir: string, demo: DemoParameters): Promise<void> {
  await writeFile(fileIn(dataDir), JSON.stringify(demo));
}

/** Returns the county of the data folder's demo, or of a new one. */
export async function demoCountyIn(dataDir: string, areas: Areas): Promise<AreaCode> {
  const parameters = await readDemoParameters(dataDir);
  return parameters && isInUse(areas, parameters.county) ? parameters.county : usualCounty(areas);
}
