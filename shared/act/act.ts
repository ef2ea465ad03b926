import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import { dateInShanghai } from '../domain/calendar/dates.ts';
import { sitesNeeded } from '../domain/commands/apply.ts';
import type { CommandContext } from '../domain/commands/command.ts';
import type { Step } from '../domain/commands/index.ts';
import type { RecordSnapshot } from '../domain/ledger/evaluate.ts';
import { type Actor, actorId } from '../domain/records/actor.ts';
import type { Household } from '../domain/records/household.ts';
import type { SiteId } from '../domain/records/ids.ts';
import type { Receipt } from '../domain/records/receipt.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import type { Policy } from '../domain/rules/settings.ts';
import { AlreadyApplied, commit } from '../table/record/commit.ts';
import { headOf, type Reading, recordOf } from '../table/record/records.ts';
import { touchedBy } from '../table/record/touched.ts';
import { keepReceipt, type Once } from '../table/requests/receipts.ts';
import { type Decision, decide } from './decide.ts';
import { replayIfDone } from './idempotency.ts';
import { type LoadedSnapshot, loadSnapshot, type Neighbours } from './load.ts';
import { permitSteps } from './permit-steps.ts';
import { receiptOf } from './receipt.ts';
import { retryOnConflict } from './retry.ts';

export interface ActRequest extends Neighbours {
  readonly subject: Subject;
  readonly steps: readonly Step[];
  readonly reason?: string | undefined;
  /** The version that the record must still have. */
  readonly expects?: number | undefined;
  /** Whose command, with this record or another, made this one to be looked at again, as `actorId` gives it. */
  readonly causedBy?: string | undefined;
  /** Under which key the command is to be done once. */
  readonly once?: Once | undefined;
  /**
   * Writes anew though nothing changed: the record's own item with its index keys and summary, or `all`, its claims
   * and linkages too, which asks for the key by which people are found.
   */
  readonly repair?: 'record' | 'all';
  /**
   * How the record is first read; `consistent` unless said otherwise. A re-evaluation may read eventually: what it
   * would write on a state of a moment ago fails on the version and is done again on the state of now.
   */
  readonly reading?: Reading;
}

export interface CommandResult {
  /** What stands in the end. */
  readonly decision: Decision;
  /** What the command itself put down; where flags found no room beside it, they have followed since. */
  readonly committed: Decision;
  /** Sites whose finding depends on what has just changed. */
  readonly touched: readonly SiteId[];
}

const sitesOf = async (deps: Deps, steps: readonly Step[]): Promise<ReadonlyMap<SiteId, Site>> => {
  const found = await Promise.all(sitesNeeded(steps).map((id) => recordOf(deps.table, { kind: 'site', id })));
  return new Map(found.flatMap((site) => (site?.kind === 'site' ? [[site.id, site] as const] : [])));
};

/** The area that decides whose settings hold: the record's, or the one that it is about to be created in. */
const areaOf = (record: RecordSnapshot['record'], [first]: readonly Step[]): AreaCode => {
  if (record) return record.area;
  if (first?.name === 'register-household' || first?.name === 'register-site') return first.input.area;
  throw new Refused('record_unknown');
};

interface Preparation {
  readonly known: LoadedSnapshot;
  readonly policy: Policy;
  readonly decision: Decision;
}

interface Attempt {
  readonly decision: Decision;
  /** Flags that found no room in the transaction. */
  readonly flagsLeft: number;
}

/** What the steps would make of the record as it stands, under the policy of the clock's day. Writes nothing. */
export async function prepare(
  deps: Deps,
  actor: Actor,
  request: ActRequest,
  reading: Reading = 'consistent',
): Promise<Preparation> {
  const [known, sites] = await Promise.all([
    loadSnapshot(deps, request.subject, request, reading),
    sitesOf(deps, request.steps),
  ]);
  const now = deps.clock();
  const context: CommandContext = { actor, now, today: dateInShanghai(now), newId: deps.newId, sites };
  const policy = await deps.policies(areaOf(known.record, request.steps), context.today);
  return { known, policy, decision: decide(known, request, policy, context) };
}

const attempt = async (deps: Deps, actor: Actor, request: ActRequest, reading: Reading): Promise<Attempt> => {
  const { known, decision } = await prepare(deps, actor, request, reading);
  const { repair, once } = request;
  const receipt = once && { once, receipt: receiptOf(decision), now: deps.clock() };
  if (!decision.changed && !repair) {
    if (receipt && !(await keepReceipt(deps.table, receipt))) throw new AlreadyApplied();
    return { decision, flagsLeft: 0 };
  }
  const { storedSummary } = known;
  const whole = { ...decision, whole: repair === 'all', receipt, storedSummary };
  return { decision, ...(await commit(deps.table, whole, deps.newId(), await deps.keys())) };
};

/** The attempt, made again on the fresh record where somebody else came first, or where the table is throttling. */
const attemptWithRetry = (deps: Deps, actor: Actor, request: ActRequest): Promise<Attempt> =>
  retryOnConflict(deps, (tries) =>
    attempt(deps, actor, request, (tries === 1 && request.reading) || 'consistent'),
  );

/**
 * The steps on one record, as one change: loaded, permitted, applied, evaluated, its flags brought in line, committed
 * once; applied again to the fresh record where somebody else came first. What changes nothing writes nothing.
 * Flags beyond what one transaction holds follow in the next; where that fails the command stands, and the record
 * is due at the next audit.
 * Findings of sites that depend on it are left to the caller (`touched`); `act` sees to them at once.
 * Throws `Refused`, or `Busy` where the table does not answer.
 */
export async function applyToRecord(deps: Deps, actor: Actor, request: ActRequest): Promise<CommandResult> {
  const { decision, flagsLeft } = await attemptWithRetry(deps, actor, request);
  const touched = decision.changed ? touchedBy(decision) : [];
  if (flagsLeft === 0) return { decision, committed: decision, touched };
  const { subject } = request;
  const causedBy = request.causedBy ?? actorId(actor);
  const { after } = await applyToRecord(deps, actor, { ...reevaluationRequest(subject), causedBy }).then(
    (rest) => rest.decision,
    (error: unknown) => {
      deps.log('flags_left', { id: subject.id, flagsLeft, error: String(error) });
      return decision;
    },
  );
  return { decision: { ...decision, after }, committed: decision, touched };
}

/** The request that looks at a record again and changes no fact of it. */
export const reevaluationRequest = (subject: Subject): ActRequest => ({
  subject,
  steps: [
    subject.kind === 'household'
      ? { name: 're-evaluate-household', input: {} }
      : { name: 're-evaluate-site', input: {} },
  ],
});

/**
 * Looks again at sites that somebody's change touched. The change stands: a site that fails is logged, stops no other,
 * and is looked at by the next audit. Whoever made the change cleared what is then found clear.
 */
export async function reevaluateSites(
  deps: Deps,
  by: Actor,
  sites: Iterable<SiteId>,
  justWritten?: Household,
): Promise<void> {
  const causedBy = actorId(by);
  for (const id of sites) {
    const beside = { causedBy, ...(justWritten ? { justWritten } : {}) };
    const request = { ...reevaluationRequest({ kind: 'site', id }), ...beside };
    await applyToRecord(deps, { kind: 'system', job: 're-evaluation' }, request).catch((error: unknown) =>
      deps.log('site_re_evaluation_failed', { sites: [id], error: String(error) }),
    );
  }
}

const applyAndReevaluateSites = async (
  deps: Deps,
  actor: Actor,
  request: ActRequest,
): Promise<CommandResult> => {
  const acted = await applyToRecord(deps, actor, request);
  const { after } = acted.decision;
  await reevaluateSites(deps, actor, acted.touched, after.kind === 'household' ? after : undefined);
  return acted;
};

/** The hallway: every change of a record by a person, a sheet or a job comes through here. */
export const act = async (deps: Deps, actor: Actor, request: ActRequest): Promise<Decision> =>
  (await applyAndReevaluateSites(deps, actor, request)).decision;

/**
 * The hallway for whoever may ask twice: what the command did, and where its key has been used, what it did then.
 * Throws `Refused`: as the command does, where who asks may no longer do it, or, `key_used_otherwise`, where the key
 * was given with another request.
 */
export async function executeIdempotent(deps: Deps, actor: Actor, request: ActRequest): Promise<Receipt> {
  const { once, steps } = request;
  const permitStill = async ({ kind, id }: Receipt): Promise<void> => {
    // The record may have moved away since, and what would make a new one never comes upon it.
    const head = await headOf(deps.table, { kind, id } as Subject);
    if (!head) throw new Refused('record_unknown');
    permitSteps(actor, steps, head.record);
  };
  return replayIfDone(deps, once, permitStill, async () => {
    const { committed, decision } = await applyAndReevaluateSites(deps, actor, request);
    // Under a key it is what is kept; without one it may be as new as can be.
    return receiptOf(once ? committed : decision);
  });
}
