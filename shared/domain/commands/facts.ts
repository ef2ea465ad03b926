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
  beginsInLife,
  factOf,
  inOrder,
  memberOf,
  notAfterToday,
  notDissolved,
  notFarAhead,
  recordDated,
  replaceById,
  withDay,
} from './checks.ts';
import { type CommandContext, onHousehold } from './command.ts';

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

/** The household with one fact of a list replaced by itself with some fields changed. */
const withFact = (
  household: Household,
  list: FactList,
  id: FactId,
  change: (fact: AnyFact) => object,
): Household => {
  const facts = household[list] as AnyFact[];
  const fact = factOf(facts, id);
  const next = applyPatch(fact, change(fact) as Partial<AnyFact>);
  return next === fact ? household : { ...household, [list]: replaceById(facts, next) };
};

/** Land is let for up to 70 years; nobody knows of a job or a cover when it ends in 30. */
const YEARS_AHEAD: Readonly<Partial<Record<FactList, number>>> = { channels: 70, linkages: 70 };

const endsNotFarAhead = (list: FactList, until: PlainDate | undefined, context: CommandContext): void => {
  if (until) notFarAhead(until, 'until', context, YEARS_AHEAD[list] ?? 30);
};

/** The id of a new fact: the one given, by which later steps of the same change know it, or one of its own. */
export function newFactId(
  facts: readonly { readonly id: FactId }[],
  given: FactId | undefined,
  { newId }: CommandContext,
): FactId {
  if (given && facts.some(({ id }) => id === given)) throw new Refused('record_exists', 'id');
  return given ?? FactId.parse(newId());
}

/** What every new fact of a period is checked for. */
export function beginsWell(
  household: Household,
  list: FactList,
  fact: { from: PlainDate; until?: PlainDate | undefined; memberId?: MemberId | undefined },
  context: CommandContext,
): void {
  notDissolved(household);
  notFarAhead(fact.from, 'from', context);
  inOrder(fact);
  endsNotFarAhead(list, fact.until, context);
  if (fact.memberId) beginsInLife(memberOf(household, fact.memberId), fact.from);
}

/** A fact that was wrong stays on record and no longer counts on any date. */
export const voids = <const Name extends string>(name: Name, list: FactList, right: Right) =>
  onHousehold({
    name,
    right,
    input: z.strictObject({ id: FactId, reason: Remark }),
    apply: (household, { id, reason }, { actor, today }) =>
      withFact(household, list, id, () => ({ voided: { on: today, by: actorId(actor), reason } })),
  });

/** A fact that came, or will come, to its end on a day. */
export const ends = <const Name extends string>(
  name: Name,
  list: 'channels' | 'linkages' | 'coverages' | 'plans',
  right: Right,
) =>
  onHousehold({
    name,
    right,
    input: z.strictObject({ id: FactId, until: PlainDate }),
    apply: (household, { id, until }, context) =>
      withFact(household, list, id, ({ from }) => {
        if (from) inOrder({ from, until });
        endsNotFarAhead(list, until, context);
        return { until };
      }),
  });

/** Somebody saw on a day that the fact still holds. */
export const confirms = <const Name extends string>(
  name: Name,
  list: 'employments' | 'channels' | 'linkages',
  right: Right,
) =>
  onHousehold({
    name,
    right,
    input: z.strictObject({ id: FactId, on: PlainDate }),
    apply: (household, { id, on }, context) => {
      notAfterToday(on, 'on', context);
      const { from, confirmed } = factOf<{
        id: FactId;
        from: PlainDate;
        confirmed: PlainDate[];
        voided?: unknown;
      }>(household[list], id);
      inOrder({ from, until: on }, 'on');
      return withFact(household, list, id, () => ({ confirmed: withDay(confirmed, on) }));
    },
  });

/** The amount of a channel or linkage from a day on. */
export const records = <const Name extends string>(
  name: Name,
  list: 'channels' | 'linkages',
  field: 'amount' | 'yearly',
  right: Right,
) =>
  onHousehold({
    name,
    right,
    input: z.strictObject({ id: FactId, from: PlainDate, value: Money }),
    apply: (household, { id, from, value }, context) => {
      notFarAhead(from, 'from', context);
      return withFact(household, list, id, (fact) => ({
        [field]: recordDated((fact as unknown as Record<string, Dated<number>>)[field] ?? [], from, value),
      }));
    },
  });

/** Fields of a fact set anew; null takes an optional one out. What comes of it is checked like a new one. */
export const corrects = <const Name extends string, Fields extends z.core.$ZodShape>(
  name: Name,
  list: FactList,
  right: Right,
  fields: Fields,
  check: (fact: AnyFact, context: CommandContext) => void = () => {},
) =>
  onHousehold({
    name,
    right,
    input: z.strictObject({ id: FactId, changes: z.strictObject(fields) }),
    apply: (household, { id, changes }, context) =>
      withFact(household, list, id, (fact) => {
        const next = applyPatch(fact, changes as Partial<AnyFact>);
        if (next.from) {
          notFarAhead(next.from, 'from', context);
          inOrder({ from: next.from, until: next.until });
          if (next.until !== fact.until) endsNotFarAhead(list, next.until, context);
          if (next.memberId) beginsInLife(memberOf(household, next.memberId), next.from);
        }
        check(next, context);
        return changes;
      }),
  });
