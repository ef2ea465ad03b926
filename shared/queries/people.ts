import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { Household } from '../domain/records/household.ts';
import type { IdNumber } from '../domain/records/id-number.ts';
import type { MemberId } from '../domain/records/ids.ts';
import { Refused } from '../domain/records/refusal.ts';
import { householdsOfPeople, type Whereabouts } from '../table/record/owners.ts';
import { getRecord, type RecordWithFindings } from './records.ts';

/**
 * Returns the household and the member of an ID number, wherever they are, for a command that applies its own rights.
 * Throws `Refused` (`record_unknown`).
 */
export async function locatePerson({ table, keys }: Deps, idNumber: IdNumber): Promise<Whereabouts> {
  const found = (await householdsOfPeople(table, await keys(), [idNumber])).get(idNumber);
  if (!found) throw new Refused('record_unknown');
  return found;
}

export interface FoundPerson {
  readonly memberId: MemberId;
  readonly household: RecordWithFindings<Household>;
}

/**
 * Returns the household of an ID number. Throws `Refused`: `not_permitted`, or `person_not_here`, which is the same for
 * a person who is unknown and for one whose household the actor may not read.
 */
export async function lookUpPerson(deps: Deps, actor: Actor, idNumber: IdNumber): Promise<FoundPerson> {
  permitRight(actor, 'look_up', undefined);
  try {
    const { household: id, member } = await locatePerson(deps, idNumber);
    return { memberId: member, household: await getRecord(deps, actor, { kind: 'household', id }) };
  } catch (error) {
    const isHidden = error instanceof Refused && error.code === 'record_unknown';
    throw isHidden ? new Refused('person_not_here', 'idNumber') : error;
  }
}
