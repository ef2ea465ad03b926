import { loadSnapshot } from '../act/load.ts';
import type { Deps } from '../deps.ts';
import type { PlainDate } from '../domain/calendar/dates.ts';
import { findingsOf } from '../domain/ledger/evaluate.ts';
import type { Flag } from '../domain/ledger/flag.ts';
import type { Household } from '../domain/records/household.ts';
import type { Site } from '../domain/records/site.ts';
import type { Finding } from '../domain/rules/timeline.ts';
import type { Subject } from '../table/store/keys.ts';

/** A record with what the rules say of it on a day, under that day's settings, and its flags. */
export interface RecordWithFindings<R extends Household | Site = Household | Site> {
  readonly record: R;
  readonly findings: readonly Finding[];
  readonly flags: readonly Flag[];
}

/** Every rule's finding for a record on a day, reasons included; undefined where there is no such record. */
export const recordWithFindings = async (
  deps: Deps,
  subject: Subject,
  on: PlainDate,
): Promise<RecordWithFindings | undefined> => {
  const known = await loadSnapshot(deps, subject);
  const { record, flags } = known;
  if (!record) return undefined;
  const policy = await deps.policies(record.area, on);
  return { record, findings: findingsOf(record, known, policy, on), flags };
};
