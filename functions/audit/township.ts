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
import { lookedAtTouched, type TouchedSite, touchedIn } from '../../shared/table/record/touched.ts';
import type { AuditMessage } from './message.ts';

const AUDIT: Actor = { kind: 'system', job: 'audit' };

/** Records of a township that are evaluated at the same time. */
const AT_ONCE = 8;

/** What was written so long ago stands in the indexes. What is younger is looked at by the next audit once more. */
const INDEX_LAG_MS = 5 * 60_000;

/** Who of the township lives at which site, gathered while its households go by. */
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
 * One township's share of the audit: one pass over its index page by page says who is due and gives the numbers; due
 * households, due sites and sites that changes of its households touched are evaluated again through the hallway.
 * Running it again is harmless: nobody is due then, and only the numbers are written. A record that fails is named in
 * the result and stops no other.
 *
 * A day before today is only counted: whose stored findings do not hold on it is looked at for that day, and nothing
 * but its numbers is written. Flags have gone on since then, and must not be taken back to it.
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

  /** Evaluates a record again; its summary as it then stands, none where that failed. */
  const evaluate = async (request: ActRequest): Promise<Summary | undefined> => {
    try {
      return summaryOf((await decided(request)).after);
    } catch (error) {
      failed.add(request.subject.id);
      deps.log('audit_record_failed', { run, on, township, id: request.subject.id, error: String(error) });
      return undefined;
    }
  };

  /** Whether a site that was touched has been looked at with all that there was then to know. */
  const isSettled = ({ site, at }: TouchedSite): boolean =>
    !failed.has(site) && Date.parse(at) < base.clock() - INDEX_LAG_MS;
  const lookedAt = (one: TouchedSite): Promise<void> => lookedAtTouched(deps.table, one);

  const note = (summary: Summary): void => {
    residents.add(summary);
    if (summary.kind === 'site') own.set(summary.id, summary);
    else tally.add(summary, isBehind(summary, on, policy));
  };

  // Read before the index, which then has whatever was written a while before that.
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
  // A summary that cannot be read is made anew from its record.
  counts.looked += unreadable.length;
  const renew = (subject: Subject) => evaluate({ ...reevaluationRequest(subject), repair: 'record' });
  const renewed = await pMap(unreadable, renew, { concurrency: AT_ONCE });
  for (const summary of renewed) if (summary) note(summary);
  // Where that failed nobody knows at which site the household lives: every site then asks the index itself, and the
  // one that it lives at fails with it rather than being judged without it.
  const allRead = renewed.every((summary) => summary !== undefined);

  const evaluateSite = (id: SiteId): Promise<Summary | undefined> =>
    evaluate({
      ...reevaluationRequest({ kind: 'site', id }),
      ...(own.has(id) && allRead
        ? { residents: { township, residences: residents.bySite.get(id) ?? [] } }
        : {}),
    });

  // A site elsewhere to which households of this township mean something learns of them here.
  const behind = [...own.values()].filter((site) => !allRead || isBehind(site, on, policy));
  const sites = new Set([...behind.map(({ id }) => id), ...touched.map(({ site }) => site)]);
  counts.sites = sites.size;
  const evaluated = await pMap(sites, evaluateSite, { concurrency: AT_ONCE });
  for (const summary of evaluated) {
    if (summary?.kind === 'site' && own.has(summary.id)) own.set(summary.id, summary);
  }
  for (const summary of own.values()) tally.add(summary, isBehind(summary, on, policy));

  const part = { run, at: new Date(base.clock()).toISOString(), ...counts, failed: [...failed] };
  // What stands of flags is as of now: it says nothing of a day that is over.
  await putNumbers(deps.table, tally.numbers(), part, isPast ? undefined : tally.flags());
  // At last, since without the numbers the township has not been audited; what stays is looked at once more.
  if (!isPast) await pMap(touched.filter(isSettled), lookedAt, { concurrency: AT_ONCE });
  return part;
}
