import pMap from 'p-map';
import { type ActRequest, applyToRecord, prepare, reevaluationRequest } from '../../shared/act/act.ts';
import type { Decision } from '../../shared/act/decide.ts';
import { type Deps, onDay } from '../../shared/deps.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import type { AuditPart } from '../../shared/domain/numbers/numbers.ts';
import type { Actor } from '../../shared/domain/records/actor.ts';
import type { SiteId } from '../../shared/domain/records/ids.ts';
import type { Residence } from '../../shared/domain/records/site.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import { putNumbers } from '../../shared/table/numbers/numbers.ts';
import { numbersTally } from '../../shared/table/numbers/tally.ts';
import { recordsOfTownship } from '../../shared/table/record/lists.ts';
import { isBehind, type Summary, summaryOf } from '../../shared/table/record/summary.ts';
import { removeTouched, type TouchedSite, touchedIn } from '../../shared/table/record/touched.ts';
import type { AuditMessage } from './message.ts';

const AUDIT: Actor = { kind: 'system', job: 'audit' };

/** The number of records of a township evaluated concurrently. */
const AT_ONCE = 8;

/** Older writes are in the indexes. Younger ones are left to the next audit once more. */
const INDEX_LAG_MS = 5 * 60_000;

/** Collects the township's households by site during the pass over its index. */
const gatherResidents = () => {
  const bySite = new Map<SiteId, Residence[]>();
  return {
    add(summary: Summary): void {
      if (summary.kind !== 'household' || !summary.siteId) return;
      const { id, movedIn, dissolved } = summary;
      const residences = bySite.get(summary.siteId) ?? [];
      residences.push({ household: id, movedIn, dissolved });
      bySite.set(summary.siteId, residences);
    },
    bySite,
  };
};

/**
 * Audits one township. One pass over its index, page by page, counts the numbers and finds the due records; due
 * households, due sites and touched sites are re-evaluated through `act`. Running it again writes only the numbers. A
 * record that fails is named in the result and stops no other.
 *
 * An earlier day is only counted: records whose stored findings do not hold on it are evaluated for it, and only the
 * numbers are written, because flags have moved on since.
 */
export async function auditTownship(base: Deps, { run, on, township }: AuditMessage): Promise<AuditPart> {
  const deps = onDay(base, on);
  const isPast = on < dateInShanghai(base.clock());
  const policy = await deps.policies(township, on);
  const tally = numbersTally(township, on);
  const residents = gatherResidents();
  const own = new Map<SiteId, Extract<Summary, { kind: 'site' }>>();
  const counts = { looked: 0, due: 0, sites: 0, changed: 0 };
  const failed = new Set<string>();

  const decided = async (request: ActRequest): Promise<Decision> => {
    if (isPast) return (await prepare(deps, AUDIT, request, 'eventual')).decision;
    const { decision } = await applyToRecord(deps, AUDIT, { ...request, reading: 'eventual' });
    if (decision.changed || request.repair) counts.changed++;
    return decision;
  };

  /** Re-evaluates a record and returns its new summary; undefined if that failed. */
  const evaluate = async (request: ActRequest): Promise<Summary | undefined> => {
    try {
      return summaryOf((await decided(request)).after);
    } catch (error) {
      failed.add(request.subject.id);
      deps.log('audit_record_failed', { run, on, township, id: request.subject.id, error: String(error) });
      return undefined;
    }
  };

  /** Returns whether a touched site was evaluated with everything that was known then. */
  const isSettled = ({ site, at }: TouchedSite): boolean =>
    !failed.has(site) && Date.parse(at) < base.clock() - INDEX_LAG_MS;
  const clearTouched = (one: TouchedSite): Promise<void> => removeTouched(deps.table, one);

  const note = (summary: Summary): void => {
    residents.add(summary);
    if (summary.kind === 'site') own.set(summary.id, summary);
    else tally.add(summary, isBehind(summary, on, policy));
  };

  // Read before the index, which then contains all older writes.
  const touched = await touchedIn(deps.table, township);
  const unreadable: Subject[] = [];
  for await (const page of recordsOfTownship(deps.table, township, (one) => unreadable.push(one))) {
    counts.looked += page.length;
    const summaries = await pMap(
      page,
      async (summary) => {
        if (summary.kind === 'site' || !isBehind(summary, on, policy)) return summary;
        counts.due++;
        return (await evaluate(reevaluationRequest({ kind: 'household', id: summary.id }))) ?? summary;
      },
      { concurrency: AT_ONCE },
    );
    for (const summary of summaries) note(summary);
  }
  // An unreadable summary is rebuilt from its record.
  counts.looked += unreadable.length;
  const renew = (subject: Subject) => evaluate({ ...reevaluationRequest(subject), repair: 'record' });
  const renewed = await pMap(unreadable, renew, { concurrency: AT_ONCE });
  for (const summary of renewed) if (summary) note(summary);
  // If that failed, the household's site is unknown: every site then queries its households, and the household's own
  // site fails too instead of being evaluated without it.
  const allRead = renewed.every((summary) => summary !== undefined);

  const evaluateSite = (id: SiteId): Promise<Summary | undefined> =>
    evaluate({
      ...reevaluationRequest({ kind: 'site', id }),
      ...(own.has(id) && allRead
        ? { residents: { township, residences: residents.bySite.get(id) ?? [] } }
        : {}),
    });

  // Sites in other townships are re-evaluated here if households of this township touched them.
  const behind = [...own.values()].filter((site) => !allRead || isBehind(site, on, policy));
  const sites = new Set([...behind.map(({ id }) => id), ...touched.map(({ site }) => site)]);
  counts.sites = sites.size;
  const evaluated = await pMap(sites, evaluateSite, { concurrency: AT_ONCE });
  for (const summary of evaluated) {
    if (summary?.kind === 'site' && own.has(summary.id)) own.set(summary.id, summary);
  }
  for (const summary of own.values()) tally.add(summary, isBehind(summary, on, policy));

  const part = { run, at: new Date(base.clock()).toISOString(), ...counts, failed: [...failed] };
  // Counts of flags are current: they do not apply to an earlier day.
  await putNumbers(deps.table, tally.numbers(), part, isPast ? undefined : tally.flags());
  // Last, because without the numbers the township counts as not audited and touched sites are evaluated again.
  if (!isPast) await pMap(touched.filter(isSettled), clearTouched, { concurrency: AT_ONCE });
  return part;
}
