import type { AreaCode } from './areas/area.ts';
import { dateInShanghai } from './dates.ts';
import { type Decision, decide, type Known } from './decide.ts';
import type { Deps } from './deps.ts';
import { knownOf, type Neighbours, residenceOf } from './known.ts';
import type { Actor } from './records/actor.ts';
import { sitesNeeded } from './records/apply.ts';
import type { CommandContext } from './records/command.ts';
import type { Step } from './records/commands/index.ts';
import type { Household } from './records/household.ts';
import type { SiteId } from './records/ids.ts';
import { Refused } from './records/refusal.ts';
import type { Site } from './records/site.ts';
import { commit } from './table/commit.ts';
import { Busy, VersionConflict } from './table/faults.ts';
import type { Subject } from './table/keys.ts';
import { linksOf } from './table/links.ts';
import { recordOf } from './table/records.ts';

export interface Request extends Neighbours {
  readonly subject: Subject;
  readonly steps: readonly Step[];
  readonly reason?: string;
  /** Writes the record and all beside it anew, though nothing changed. */
  readonly repair?: boolean;
}

export interface Acted {
  readonly decision: Decision;
  /** Sites whose finding depends on what has just changed. */
  readonly touched: readonly SiteId[];
}

/** Fifty clerks at one household each get their turn well within these. */
const MOST_ATTEMPTS = 60;
const LONGEST_PAUSE_MS = 400;

const sitesOf = async (deps: Deps, steps: readonly Step[]): Promise<ReadonlyMap<SiteId, Site>> => {
  const found = await Promise.all(sitesNeeded(steps).map((id) => recordOf(deps.table, { kind: 'site', id })));
  return new Map(found.flatMap((site) => (site?.kind === 'site' ? [[site.id, site] as const] : [])));
};

/** The area that decides whose settings hold: the record's, or the one that it is about to be created in. */
const areaOf = (record: Known['record'], [first]: readonly Step[]): AreaCode => {
  if (record) return record.area;
  if (first?.name === 'register-household' || first?.name === 'register-site') return first.input.area;
  throw new Refused('record_unknown');
};

const touchedBy = ({ before, after }: Decision): SiteId[] => {
  if (after.kind !== 'household') return [];
  const bearing = (household: Household): Map<SiteId, string> => {
    const sites = new Map([...linksOf(household)].map(([site, links]) => [site, JSON.stringify(links)]));
    const { siteId } = household;
    if (siteId) sites.set(siteId, `${sites.get(siteId) ?? ''}${JSON.stringify(residenceOf(household))}`);
    return sites;
  };
  const was = before?.kind === 'household' ? bearing(before) : new Map<SiteId, string>();
  const is = bearing(after);
  return [...new Set([...was.keys(), ...is.keys()])].filter((site) => was.get(site) !== is.get(site));
};

const attempt = async (deps: Deps, actor: Actor, request: Request): Promise<Decision> => {
  const [state, sites] = await Promise.all([
    knownOf(deps, request.subject, request),
    sitesOf(deps, request.steps),
  ]);
  const now = deps.clock();
  const context: CommandContext = { actor, now, today: dateInShanghai(now), newId: deps.newId, sites };
  const policy = await deps.policies(areaOf(state.record, request.steps), context.today);
  const decision = decide(state, request, policy, context);
  const { repair } = request;
  if (!decision.changed && !repair) return decision;
  const { flagsLeft } = await commit(
    deps.table,
    { ...decision, whole: repair },
    deps.newId(),
    deps.personKey,
  );
  return flagsLeft === 0 ? decision : await attempt(deps, actor, reEvaluation(request.subject));
};

/**
 * The steps on one record, as one change: loaded, permitted, applied, evaluated, its flags brought in line, committed
 * once; applied again to the fresh record where somebody else came first. What changes nothing writes nothing.
 * Findings of sites that depend on it are left to the caller (`touched`); `act` sees to them at once.
 * Throws `Refused`, or `Busy` where the table does not answer.
 */
export const actAlone = async (deps: Deps, actor: Actor, request: Request): Promise<Acted> => {
  for (let tries = 1; ; tries++) {
    try {
      const decision = await attempt(deps, actor, request);
      return { decision, touched: decision.changed ? touchedBy(decision) : [] };
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw Busy.from(error);
      if (tries === MOST_ATTEMPTS) throw new Busy('conflicts', { cause: error });
      await deps.pause(deps.random() * Math.min(LONGEST_PAUSE_MS, 10 * 2 ** tries));
    }
  }
};

/** The request that looks at a record again and changes no fact of it. */
export const reEvaluation = (subject: Subject): Request => ({
  subject,
  steps: [
    subject.kind === 'household'
      ? { name: 're-evaluate-household', input: {} }
      : { name: 're-evaluate-site', input: {} },
  ],
});

/** Looks again at sites that a change touched. */
export const reEvaluateSites = async (
  deps: Deps,
  sites: Iterable<SiteId>,
  justWritten?: Household,
): Promise<void> => {
  for (const id of sites) {
    const request = reEvaluation({ kind: 'site', id });
    await actAlone(
      deps,
      { kind: 'system', job: 're-evaluation' },
      { ...request, ...(justWritten ? { justWritten } : {}) },
    );
  }
};

/**
 * The hallway: every change of a record by a person, a sheet or a job comes through here. The command itself stands
 * once it is committed: where a site's re-evaluation fails after it, that is logged and the next audit does it.
 */
export const act = async (deps: Deps, actor: Actor, request: Request): Promise<Decision> => {
  const { decision, touched } = await actAlone(deps, actor, request);
  const justWritten = decision.after.kind === 'household' ? decision.after : undefined;
  await reEvaluateSites(deps, touched, justWritten).catch((error: unknown) =>
    deps.log('site_re_evaluation_failed', { sites: touched, error: String(error) }),
  );
  return decision;
};
