import * as z from 'zod';
import type { Right } from '../access/rights.ts';
import { PlainDate } from '../calendar/dates.ts';
import { actorId } from '../records/actor.ts';
import { type Dated, Money, Remark } from '../records/facts.ts';
import type { Household } from '../records/household.ts';
import { FactId, type MemberId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import {
  applyPatch,
  insertDay,
  recordDated,
  replaceById,
  requireFact,
  requireInLife,
  requireMember,
  requireNotAfterToday,
  requireNotDissolved,
  requireOrder,
  requireWithinYears,
} from './checks.ts';
import { type CommandContext, householdCommand } from './command.ts';

/** Lists of a household's facts that have an id and can be voided. */
type FactList = 'employments' | 'channels' | 'linkages' | 'coverages' | 'transfers' | 'plans' | 'assessments';

interface AnyFact {
  readonly id: FactId;
  readonly memberId?: MemberId | undefined;
  readonly from?: PlainDate;
  readonly until?: PlainDate | undefined;
  readonly untilIs?: 'planned' | 'actual' | undefined;
  readonly voided?: unknown;
}

/** Changes fields of one fact of a list of the household. */
const withFact = (
  household: Household,
  list: FactList,
  id: FactId,
  change: (fact: AnyFact) => object,
): Household => {
  const facts = household[list] as AnyFact[];
  const fact = requireFact(facts, id);
  const next = applyPatch(fact, change(fact) as Partial<AnyFact>);
  return next === fact ? household : { ...household, [list]: replaceById(facts, next) };
};

/** Years ahead that an end may lie: land is leased for up to 70 years. */
const YEARS_AHEAD: Readonly<Partial<Record<FactList, number>>> = { channels: 70, linkages: 70 };

const requireEndWithinReach = (
  list: FactList,
  until: PlainDate | undefined,
  context: CommandContext,
): void => {
  if (until) requireWithinYears(until, 'until', context, YEARS_AHEAD[list] ?? 30);
};

/** Returns the id of a new fact: the caller's, to which later steps of the change can refer, or a new one. */
export function newFactId(
  facts: readonly { readonly id: FactId }[],
  chosen: FactId | undefined,
  { newId }: CommandContext,
): FactId {
  if (chosen && facts.some(({ id }) => id === chosen)) throw new Refused('record_exists', 'id');
  return chosen ?? FactId.parse(newId());
}

/** Checks the period of a new fact. Throws `Refused`. */
export function requireValidStart(
  household: Household,
  list: FactList,
  fact: { from: PlainDate; until?: PlainDate | undefined; memberId?: MemberId | undefined },
  context: CommandContext,
): void {
  requireNotDissolved(household);
  requireWithinYears(fact.from, 'from', context);
  requireOrder(fact);
  requireEndWithinReach(list, fact.until, context);
  if (fact.memberId) requireInLife(requireMember(household, fact.memberId), fact.from);
}

/** Defines a command that voids a wrong fact: it stays on record and counts on no date. */
export const voidCommand = <const Name extends string>(name: Name, list: FactList, right: Right) =>
  householdCommand({
    name,
    right,
    input: z.strictObject({ id: FactId, reason: Remark }),
    apply: (household, { id, reason }, { actor, today }) =>
      withFact(household, list, id, () => ({ voided: { on: today, by: actorId(actor), reason } })),
  });

/** Defines a command that sets the last day of a fact, past or planned. */
export const endCommand = <const Name extends string>(
  name: Name,
  list: 'channels' | 'linkages' | 'coverages' | 'plans',
  right: Right,
) =>
  householdCommand({
    name,
    right,
    input: z.strictObject({ id: FactId, until: PlainDate }),
    apply: (household, { id, until }, context) =>
      withFact(household, list, id, ({ from }) => {
        if (from) requireOrder({ from, until });
        requireEndWithinReach(list, until, context);
        return { until };
      }),
  });

/** Defines a command that records that a fact was confirmed on a day. */
export const confirmCommand = <const Name extends string>(
  name: Name,
  list: 'employments' | 'channels' | 'linkages',
  right: Right,
) =>
  householdCommand({
    name,
    right,
    input: z.strictObject({ id: FactId, on: PlainDate }),
    apply: (household, { id, on }, context) => {
      requireNotAfterToday(on, 'on', context);
      const { from, confirmed } = requireFact<{
        id: FactId;
        from: PlainDate;
        confirmed: PlainDate[];
        voided?: unknown;
      }>(household[list], id);
      requireOrder({ from, until: on }, 'on');
      return withFact(household, list, id, () => ({ confirmed: insertDay(confirmed, on) }));
    },
  });

/** Defines a command that records the amount of a channel or linkage from a day on. */
export const amountCommand = <const Name extends string>(
  name: Name,
  list: 'channels' | 'linkages',
  field: 'amount' | 'yearly',
  right: Right,
) =>
  householdCommand({
    name,
    right,
    input: z.strictObject({ id: FactId, from: PlainDate, value: Money }),
    apply: (household, { id, from, value }, context) => {
      requireWithinYears(from, 'from', context);
      return withFact(household, list, id, (fact) => ({
        [field]: recordDated((fact as unknown as Record<string, Dated<number>>)[field] ?? [], from, value),
      }));
    },
  });

/** Defines a command that corrects fields of a fact; null removes one. The result is checked like a new fact. */
export const correctCommand = <const Name extends string, Fields extends z.core.$ZodShape>(
  name: Name,
  list: FactList,
  right: Right,
  fields: Fields,
  check: (fact: AnyFact, context: CommandContext) => void = () => {},
) =>
  householdCommand({
    name,
    right,
    input: z.strictObject({ id: FactId, changes: z.strictObject(fields) }),
    apply: (household, { id, changes }, context) =>
      withFact(household, list, id, (fact) => {
        const next = applyPatch(fact, changes as Partial<AnyFact>);
        if (next.from) {
          requireWithinYears(next.from, 'from', context);
          requireOrder({ from: next.from, until: next.until });
          if (next.until !== fact.until) requireEndWithinReach(list, next.until, context);
          if (next.memberId) requireInLife(requireMember(household, next.memberId), next.from);
        }
        check(next, context);
        return changes;
      }),
  });
