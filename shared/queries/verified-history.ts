import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import { type Fault, type StoredChange, verifyChain, verifyRecord } from '../domain/history/verify.ts';
import type { Subject } from '../domain/records/subject.ts';
import { Busy } from '../faults.ts';
import { storedChangesOf, storedChangesOfSettings } from '../table/record/history.ts';
import { headOf } from '../table/record/records.ts';
import { countySettings } from '../table/settings.ts';

/** A record that is written to each time its changes are read is left for another time. */
const MOST_READINGS = 5;

/** Reads what ends a chain, its changes, and the end again, until nobody wrote in between. Throws `Busy`. */
const settledReading = async <End>(
  endOf: () => Promise<End>,
  versionOf: (end: End) => number | undefined,
  changesOf: () => AsyncIterable<StoredChange>,
): Promise<{ readonly end: End; readonly changes: readonly StoredChange[] }> => {
  let before = await endOf();
  for (let reading = 0; reading < MOST_READINGS; reading++) {
    const changes: StoredChange[] = [];
    for await (const stored of changesOf()) changes.push(stored);
    const end = await endOf();
    if (versionOf(before) === versionOf(end)) return { end, changes };
    before = end;
  }
  throw new Busy('the record is being written to');
};

/**
 * Verifies what stands of a record and of its changes: none of either is no fault. Record and changes are read one
 * after the other, and again where somebody wrote in between. Throws where the record cannot be read.
 */
export const verifyHistory = async ({ table }: Deps, subject: Subject): Promise<readonly Fault[]> => {
  const { end, changes } = await settledReading(
    () => headOf(table, subject),
    (head) => head?.record.version,
    () => storedChangesOf(table, subject),
  );
  return verifyRecord(end, changes);
};

/** The same of the chain of a county's settings. */
export const verifySettingsHistory = async ({ table }: Deps, county: AreaCode): Promise<readonly Fault[]> => {
  const { end, changes } = await settledReading(
    () => countySettings(table, county),
    ({ version }) => version,
    () => storedChangesOfSettings(table, county),
  );
  return verifyChain({ version: end.version, hash: end.lastChange?.hash }, changes);
};
