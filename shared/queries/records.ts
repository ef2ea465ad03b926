import { loadSnapshot } from '../act/load.ts';
import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import { type AnyRecord, findingsOf, type RecordSnapshot } from '../domain/ledger/evaluate.ts';
import type { Flag } from '../domain/ledger/flag.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { SiteId } from '../domain/records/ids.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import type { Finding } from '../domain/rules/timeline.ts';
import { recordOf } from '../table/record/records.ts';

/** A record with its findings on a day, under that day's settings, and its flags. */
export interface RecordWithFindings<R extends AnyRecord = AnyRecord> {
  readonly record: R;
  readonly findings: readonly Finding[];
  readonly flags: readonly Flag[];
}

const evaluate = async <R extends AnyRecord>(
  deps: Deps,
  record: R,
  snapshot: RecordSnapshot,
  on: PlainDate,
): Promise<RecordWithFindings<R>> => {
  const policy = await deps.policies(record.area, on);
  return { record, findings: findingsOf(record, snapshot, policy, on), flags: snapshot.flags };
};

/** Returns a record with its findings on a day, without applying rights; undefined if there is no such record. */
export async function loadRecordWithFindings(
  deps: Deps,
  subject: Subject,
  on: PlainDate,
): Promise<RecordWithFindings | undefined> {
  const snapshot = await loadSnapshot(deps, subject);
  return snapshot.record && evaluate(deps, snapshot.record, snapshot, on);
}

const isOfKind = <Kind extends AnyRecord['kind']>(
  record: AnyRecord | undefined,
  kind: Kind,
): record is Extract<AnyRecord, { kind: Kind }> => record?.kind === kind;

/**
 * Returns a household or site with its findings on a day, today by default. Throws `Refused` (`record_unknown`) if
 * there is none that the actor may read.
 */
export async function getRecord<Kind extends AnyRecord['kind']>(
  deps: Deps,
  actor: Actor,
  subject: Extract<Subject, { kind: Kind }>,
  on: PlainDate = dateInShanghai(deps.clock()),
): Promise<RecordWithFindings<Extract<AnyRecord, { kind: Kind }>>> {
  const snapshot = await loadSnapshot(deps, subject);
  const { record } = snapshot;
  if (!isOfKind<Kind>(record, subject.kind as Kind)) throw new Refused('record_unknown');
  permitRight(actor, 'read', record);
  return evaluate(deps, record, snapshot, on);
}

/**
 * Returns a site's record alone: one eventually consistent read. Throws `Refused` (`record_unknown`) if there is none
 * that the actor may read.
 */
export async function getSiteRecord({ table }: Deps, actor: Actor, id: SiteId): Promise<Site> {
  const record = await recordOf(table, { kind: 'site', id });
  if (record?.kind !== 'site') throw new Refused('record_unknown');
  permitRight(actor, 'read', record);
  return record;
}
