import { townships } from '../../../shared/areas/names.ts';
import type { TableClient } from '../../../shared/table/client.ts';
import { recordsOfTownship } from '../../../shared/table/lists.ts';

/** Whether the table holds no record yet. */
export const isEmpty = async (table: TableClient): Promise<boolean> => {
  for (const { code } of townships()) {
    for await (const page of recordsOfTownship(table, code)) if (page.length > 0) return false;
  }
  return true;
};
