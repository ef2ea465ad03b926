import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import { type Fault, type StoredChange, verifyChain, verifyRecord } from '../domain/history/verify.ts';
import type { Subject } from '../domain/records/subject.ts';
import { Busy } from '../faults.ts';
import { storedChangesOf, storedChangesOfSettings } from '../table/record/history.ts';
import { headOf } from '../table/record/records.ts';
import { countySettings } from '../table/settings.ts';

/** How often a chain is read if it is written to in between. */
const MAX_READINGS = 5;

/** Reads the end of a chain, its changes and the end again, until the end is the same. Throws `Busy`. */
const readUnchanged = async <End>(
  endOf: () => Promise<End>,
  versionOf: (end: End) => number | undefined,
  changesOf: () => AsyncIterable<StoredChange>,
): Promise<{ readonly end: End; readonly changes: readonly StoredChange[] }> => {
  let before = await endOf();
  for (let reading = 0; reading < MAX_READINGS; reading++) {
    const changes: StoredChange[] = [];
    for await (const stored of changesOf()) changes.push(stored);
    const end = await endOf();
    if (versionOf(before) === versionOf(end)) return { end, changes };
    before = end;
  }
  throw new Busy('the record is being written to');
};

/**
 * Verifies a record against its changes and returns the faults. Neither record nor changes is no fault. Throws `Busy` if
 * the record is written to all the time, and an error if it cannot be read.
 */
export async function verifyHistory({ table }: Deps, subject: Subject): Promise<readonly Fault[]> {
  const { end, changes } = await readUnchanged(
    () => headOf(table, subject),
    (head) => head?.record.version,
    () => storedChangesOf(table, subject),
  );
  return verifyRecord(end, changes);
}

/** Verifies a county's settings against their changes and returns the faults. Throws as `verifyHistory` does. */
export async function verifySettingsHistory({ table }: Deps, county: AreaCode): Promise<readonly Fault[]> {
  const { end, changes } = await readUnchanged(
    () => countySettings(table, county),
    ({ version }) => version,
    () => storedChangesOfSettings(table, county),
  );
  return verifyChain({ version: end.version, hash: end.lastChange?.hash }, changes);
}
