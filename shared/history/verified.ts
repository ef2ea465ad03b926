import type { Deps } from '../deps.ts';
import { Busy } from '../table/faults.ts';
import { storedChangesOf } from '../table/history.ts';
import type { Subject } from '../table/keys.ts';
import { headOf } from '../table/records.ts';
import { type Fault, type StoredChange, verifyRecord } from './verify.ts';

/** A record that is written to each time its changes are read is left for another time. */
const MOST_READINGS = 5;

/**
 * Verifies what stands of a record and of its changes: none of either is no fault. Record and changes are read one
 * after the other, and again where somebody wrote in between. Throws where the record cannot be read.
 */
export const verified = async ({ table }: Deps, subject: Subject): Promise<readonly Fault[]> => {
  let before = await headOf(table, subject);
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const changes: StoredChange[] = [];
    for await (const stored of storedChangesOf(table, subject)) changes.push(stored);
    const after = await headOf(table, subject);
    if (before?.record.version === after?.record.version) return verifyRecord(after, changes);
    before = after;
  }
  throw new Busy('the record is being written to');
};
