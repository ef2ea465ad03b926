import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import type { AnyRecord } from '../domain/ledger/evaluate.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { ChangeEntry } from '../domain/records/change.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { Subject } from '../domain/records/subject.ts';
import type { SupportEntry } from '../domain/records/support-entry.ts';
import { changesOf, supportOf } from '../table/record/history.ts';
import { headOf } from '../table/record/records.ts';
import type { Page, PageRequest } from './page.ts';

/** Throws `Refused` (`record_unknown`) unless there is a record that the actor may read. */
const requireReadable = async ({ table }: Deps, actor: Actor, subject: Subject): Promise<AnyRecord> => {
  const head = await headOf(table, subject);
  if (!head) throw new Refused('record_unknown');
  permitRight(actor, 'read', head.record);
  return head.record;
};

export interface RecordChanges {
  readonly record: AnyRecord;
  /** The latest first. */
  readonly changes: Page<ChangeEntry>;
}

/** Returns a record with a page of its changes. Throws `Refused` (`record_unknown`). */
export async function listChanges(
  deps: Deps,
  actor: Actor,
  subject: Subject,
  { limit, position }: PageRequest,
): Promise<RecordChanges> {
  const record = await requireReadable(deps, actor, subject);
  const before = position === undefined ? undefined : Number(position);
  const { items, next } = await changesOf(deps.table, subject, { limit, before });
  return { record, changes: { items, next: next?.toString() } };
}

/** Lists a record's support entries, the latest first. Throws `Refused` (`record_unknown`). */
export async function listSupportEntries(
  deps: Deps,
  actor: Actor,
  subject: Subject,
  { limit, position }: PageRequest,
): Promise<Page<SupportEntry>> {
  await requireReadable(deps, actor, subject);
  return supportOf(deps.table, subject, { limit, after: position });
}
