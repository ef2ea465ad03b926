import type { Deps } from '../deps.ts';
import { relationOf } from '../domain/access/relation.ts';
import type { Step } from '../domain/commands/index.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { HouseholdId, MemberId } from '../domain/records/ids.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { RevealableField } from '../domain/records/revealed.ts';
import { recordOf } from '../table/record/records.ts';
import { type ActRequest, executeIdempotent } from './act.ts';

export interface RevealRequest extends Pick<ActRequest, 'expects' | 'idempotencyKey'> {
  readonly household: HouseholdId;
  readonly memberId: MemberId;
  readonly fields: readonly RevealableField[];
  /** Kept in the history of the household. */
  readonly purpose: string;
}

export interface RevealedMember {
  readonly memberId: MemberId;
  /** The requested fields that the member has, unmasked. */
  readonly values: Partial<Record<RevealableField, string>>;
  /** The version of the record. */
  readonly version: number;
}

/**
 * Returns fields of a member unmasked. The reveal is committed to the history before anything is read. Throws
 * `Refused`, as the command does.
 */
export async function revealMember(
  deps: Deps,
  actor: Actor,
  { household, memberId, fields, purpose, ...request }: RevealRequest,
): Promise<RevealedMember> {
  const subject = { kind: 'household', id: household } as const;
  const steps: Step[] = [{ name: 'reveal', input: { memberId, fields: [...fields] } }];
  const { version } = await executeIdempotent(deps, actor, { ...request, subject, steps, reason: purpose });
  const record = await recordOf(deps.table, subject);
  // The record may have moved away since the reveal was committed.
  const isManaged = record?.kind === 'household' && relationOf(actor, record) === 'managed';
  const member = isManaged ? record.members.find(({ id }) => id === memberId) : undefined;
  if (!member) throw new Refused('record_unknown');
  const values = fields.flatMap((field) => {
    const value = member[field];
    return value === undefined ? [] : [[field, value] as const];
  });
  return { memberId, values: Object.fromEntries(values), version };
}
