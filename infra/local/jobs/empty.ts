import type { Deps } from '../../../shared/deps.ts';
import { recordsOfTownship } from '../../../shared/table/record/lists.ts';
import { scannedSubjects } from '../../../shared/table/store/scan.ts';

/** Whether the table holds no record at all: one of a prefecture that is no longer configured is one too. */
export async function isEmpty({ table }: Pick<Deps, 'table'>): Promise<boolean> {
  for await (const page of scannedSubjects(table, 0, 1)) if (page.length > 0) return false;
  return true;
}

/** Whether the table holds no record of a configured township; it takes queries alone. */
export async function hasNothingToServe({ table, areas }: Pick<Deps, 'table' | 'areas'>): Promise<boolean> {
  for (const { code } of areas.townships()) {
    for await (const page of recordsOfTownship(table, code)) if (page.length > 0) return false;
  }
  return true;
}
