import type { Deps } from '../../../shared/deps.ts';
import { recordsOfTownship } from '../../../shared/table/record/lists.ts';

/** Whether the table holds no record of a configured township. */
export async function isEmpty({ table, areas }: Pick<Deps, 'table' | 'areas'>): Promise<boolean> {
  for (const { code } of areas.townships()) {
    for await (const page of recordsOfTownship(table, code)) if (page.length > 0) return false;
  }
  return true;
}
