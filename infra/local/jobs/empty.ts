import { townships } from '../../../shared/domain/areas/names.ts';
import { recordsOfTownship } from '../../../shared/table/record/lists.ts';
import type { TableClient } from '../../../shared/table/store/client.ts';

/** Whether the table holds no record yet. */
export async function isEmpty(table: TableClient): Promise<boolean> {
  for (const { code } of townships()) {
    for await (const page of recordsOfTownship(table, code)) if (page.length > 0) return false;
  }
  return true;
}
