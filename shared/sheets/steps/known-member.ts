import type { PlainDate } from '../../domain/calendar/dates.ts';
import type { Household } from '../../domain/records/household.ts';
import { birthOf, isTemporaryNumber } from '../../domain/records/id-number.ts';
import type { Member } from '../../domain/records/member.ts';
import { Refused } from '../../domain/records/refusal.ts';
import type { SheetRow } from '../columns/index.ts';

type Values = SheetRow<'members'>;

export const birthDateOf = ({ birth, idNumber }: Values): PlainDate | undefined =>
  birth ?? (idNumber ? birthOf(idNumber) : undefined);

/** Finds a member without an ID number, or of a row without one, by name and birth. */
const findByNameAndBirth = (members: readonly Member[], values: Values): Member | undefined => {
  const { idNumber, number, name } = values;
  const birth = birthDateOf(values);
  const named = members.filter(
    (one) => one.name === name && (!idNumber || isTemporaryNumber(one.idNumber)) && (!number || !one.number),
  );
  const matches = birth ? named.filter((one) => one.birth === birth) : named;
  if (matches.length > 1 || (!birth && matches.length > 0)) throw new Refused('person_unclear', 'idNumber');
  return matches[0];
};

/** Finds the member of a row: by ID number, else by 人口编号, else by name and birth. Throws `Refused` if they conflict. */
export function findKnownMember(household: Household | undefined, values: Values): Member | undefined {
  const members = household?.members ?? [];
  const { idNumber, number, name } = values;
  const byId = idNumber ? members.find((one) => one.idNumber === idNumber) : undefined;
  const byNumber = number ? members.find((one) => one.number === number) : undefined;
  const isAnother =
    byNumber &&
    (byId ? byId !== byNumber : idNumber && !isTemporaryNumber(byNumber.idNumber) && byNumber.name !== name);
  if (isAnother) throw new Refused('person_number_conflict', 'number');
  return byId ?? byNumber ?? findByNameAndBirth(members, values);
}
