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
import { type IdempotencyKey, keepReceipt } from '../table/requests/receipts.ts';
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
  /** The actor (`actorId`) whose command on this record or another caused this re-evaluation. */
  readonly causedBy?: string | undefined;
  /** The idempotency key. */
  readonly idempotencyKey?: IdempotencyKey | undefined;
  /**
   * Writes even if nothing changed: the record's item with its index keys and summary, or with `all` its claims and
   * linkages too, which needs the person key.
   */
  readonly repair?: 'record' | 'all';
  /**
   * How the first attempt reads the record; `consistent` by default. A re-evaluation may read eventually: a write based
   * on a stale state fails on the version and is retried on the current state.
   */
  readonly reading?: Reading;
}

export interface CommandResult {
  /** The final state, including flags that were written in a following transaction. */
  readonly decision: Decision;
  /** The decision as the command's own transaction wrote it. */
  readonly committed: Decision;
  /** The sites whose findings depend on the change. */
  readonly touched: readonly SiteId[];
}

const sitesOf = async (deps: Deps, steps: readonly Step[]): Promise<ReadonlyMap<SiteId, Site>> => {
  const records = await Promise.all(
    sitesNeeded(steps).map((id) => recordOf(deps.table, { kind: 'site', id })),
  );
  return new Map(records.flatMap((site) => (site?.kind === 'site' ? [[site.id, site] as const] : [])));
};

/** Returns the area whose settings apply: the record's, or that of the record to be created. */
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
  /** The number of flags that exceeded the transaction. */
  readonly flagsLeft: number;
}

/** Loads the record and decides the steps under the policy of the clock's day. Writes nothing. Throws `Refused`. */
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
  const { newId, areas } = deps;
  const context: CommandContext = { actor, now, today: dateInShanghai(now), newId, areas, sites };
  const policy = await deps.policies(areaOf(known.record, request.steps), context.today);
  return { known, policy, decision: decide(known, request, policy, context) };
}

const attempt = async (deps: Deps, actor: Actor, request: ActRequest, reading: Reading): Promise<Attempt> => {
  const { known, decision } = await prepare(deps, actor, request, reading);
  const { repair, idempotencyKey } = request;
  const receipt = idempotencyKey && { idempotencyKey, receipt: receiptOf(decision), now: deps.clock() };
  if (!decision.changed && !repair) {
    if (receipt && !(await keepReceipt(deps.table, receipt))) throw new AlreadyApplied();
    return { decision, flagsLeft: 0 };
  }
  const { storedSummary } = known;
  const transaction = { ...decision, rewritesAll: repair === 'all', receipt, storedSummary };
  return { decision, ...(await commit(deps.table, transaction, deps.newId(), await deps.keys())) };
};

/** Repeats the attempt on the fresh record after a version conflict or throttling. */
const attemptWithRetry = (deps: Deps, actor: Actor, request: ActRequest): Promise<Attempt> =>
  retryOnConflict(deps, (tries) =>
    attempt(deps, actor, request, (tries === 1 && request.reading) || 'consistent'),
  );

/**
 * Applies steps to one record as one change: loads, permits, applies, evaluates, updates the flags and commits once.
 * Retries on the fresh record after a version conflict. Writes nothing if nothing changes.
 * Flags that exceed the transaction follow in another one; if that fails, the command remains committed and the record
 * is due at the next audit.
 * Leaves the re-evaluation of dependent sites (`touched`) to the caller; `act` does it at once.
 * Throws `Refused`, or `Busy` if the table does not answer.
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

/** Builds the request that evaluates a record again without changing a fact. */
export const reevaluationRequest = (subject: Subject): ActRequest => ({
  subject,
  steps: [
    subject.kind === 'household'
      ? { name: 're-evaluate-household', input: {} }
      : { name: 're-evaluate-site', input: {} },
  ],
});

/**
 * Re-evaluates the sites that an actor's change touched. A site that fails is logged and left to the next audit. The
 * actor counts as the one who cleared the findings that are then clear.
 */
export async function reevaluateSites(
  deps: Deps,
  by: Actor,
  sites: Iterable<SiteId>,
  justWritten?: Household,
): Promise<void> {
  const causedBy = actorId(by);
  for (const id of sites) {
    const evaluationContext = { causedBy, ...(justWritten ? { justWritten } : {}) };
    const request = { ...reevaluationRequest({ kind: 'site', id }), ...evaluationContext };
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
  const result = await applyToRecord(deps, actor, request);
  const { after } = result.decision;
  await reevaluateSites(deps, actor, result.touched, after.kind === 'household' ? after : undefined);
  return result;
};

/** Applies steps to a record and re-evaluates the sites that depend on it. Throws `Refused` or `Busy`. */
export const act = async (deps: Deps, actor: Actor, request: ActRequest): Promise<Decision> =>
  (await applyAndReevaluateSites(deps, actor, request)).decision;

/**
 * Acts and returns the receipt; if the idempotency key was used before, returns the stored receipt. Throws `Refused`
 * as the command does, if the actor has lost the permission, or with `key_used_otherwise` if the key was used for
 * another request; `Busy` if the table does not answer.
 */
export async function executeIdempotent(deps: Deps, actor: Actor, request: ActRequest): Promise<Receipt> {
  const { idempotencyKey, steps } = request;
  const permitStill = async ({ kind, id }: Receipt): Promise<void> => {
    // The record may have left the actor's areas, which a repeated registration does not notice by itself.
    const head = await headOf(deps.table, { kind, id } as Subject);
    if (!head) throw new Refused('record_unknown');
    permitSteps(actor, steps, head.record);
  };
  return replayIfDone(deps, idempotencyKey, permitStill, async () => {
    const { committed, decision } = await applyAndReevaluateSites(deps, actor, request);
    // With a key this must be the stored receipt; without one it may be newer.
    return receiptOf(idempotencyKey ? committed : decision);
  });
}
