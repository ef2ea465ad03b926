import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import { relationOf } from '../domain/access/relation.ts';
import { dateInShanghai } from '../domain/calendar/dates.ts';
import { knownAt, rebuild } from '../domain/history/rebuild.ts';
import { evaluationOf, findingsOf } from '../domain/ledger/evaluate.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { ChangeEntry } from '../domain/records/change.ts';
import type { Household } from '../domain/records/household.ts';
import type { HouseholdId } from '../domain/records/ids.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import { allChangesOf } from '../table/record/history.ts';
import { recordOf } from '../table/record/records.ts';
import type { TableClient } from '../table/store/client.ts';
import { getRecord, type RecordWithFindings } from './records.ts';

/**
 * Returns a household or site as it was known at an instant, in milliseconds; undefined if there was no such record yet.
 * A record that has changed since is rebuilt from its changes: a site then has no resident townships. Throws
 * `HistoryBroken` if it cannot be rebuilt.
 */
export async function loadRecordAsOf(
  table: TableClient,
  subject: Subject,
  instant: number,
): Promise<Household | Site | undefined> {
  const record = await recordOf(table, subject, 'consistent');
  if (record?.lastChange && Date.parse(record.lastChange.at) <= instant) return record;
  if (!record) return undefined;
  const entries: ChangeEntry[] = [];
  for await (const entry of allChangesOf(table, subject)) entries.push(entry);
  const known = knownAt(entries, instant);
  return known.length > 0 ? rebuild(known).record : undefined;
}

/** The rules of a household need nothing but its record. */
const NO_NEIGHBOURS = { residences: [], links: [] };

/**
 * Rebuilds a household from its changes as it was known at an instant, in milliseconds, with its findings on that date
 * in Shanghai under that day's policy as it is known now. Undefined if there was no such household yet. Throws
 * `HistoryBroken` if it cannot be rebuilt.
 */
export async function rebuildHouseholdAsOf(
  deps: Deps,
  id: HouseholdId,
  instant: number,
): Promise<RecordWithFindings | undefined> {
  const entries: ChangeEntry[] = [];
  for await (const entry of allChangesOf(deps.table, { kind: 'household', id })) entries.push(entry);
  const known = knownAt(entries, instant);
  const last = known.at(-1);
  if (!last) return undefined;
  const { record, flags, outcomes } = rebuild(known);
  const findingsAt = async (at: number) => {
    const on = dateInShanghai(at);
    const policy = await deps.policies(record.area, on);
    return { on, policy, findings: findingsOf(record, NO_NEIGHBOURS, policy, on) };
  };
  // An instant in the future is the present.
  const { findings } = await findingsAt(Math.min(instant, deps.clock()));
  // The record stores the findings of its last commit.
  const written = await findingsAt(Date.parse(last.at));
  const evaluated = evaluationOf(written.findings, flags, written.policy, written.on);
  return { record: outcomes.size > 0 ? { ...record, evaluated } : record, findings, flags };
}

const isHousehold = (found: RecordWithFindings | undefined): found is RecordWithFindings<Household> =>
  found?.record.kind === 'household';

/**
 * Returns a household as it was known at an instant, in milliseconds, to an actor who may read it now and might have
 * read it then. Throws `Refused` (`record_unknown`) to any other, and `HistoryBroken`.
 */
export async function getHouseholdAsOf(
  deps: Deps,
  actor: Actor,
  id: HouseholdId,
  instant: number,
): Promise<RecordWithFindings<Household>> {
  const now = await getRecord(deps, actor, { kind: 'household', id });
  const then = await rebuildHouseholdAsOf(deps, id, instant);
  if (!isHousehold(then)) throw new Refused('record_unknown');
  permitRight(actor, 'read', then.record);
  // Fields are masked by the area of then: an actor who only reads the household now would see them in full.
  const isDemoted = relationOf(actor, now.record) === 'seen' && relationOf(actor, then.record) === 'managed';
  if (isDemoted) throw new Refused('record_unknown');
  return then;
}
