import { memberId } from '../../rules/builders.ts';
import type { Case } from './case.ts';
import { NOBODY, onDissolved, onHousehold, onNothing, theHousehold } from './world.ts';

const reveal = onHousehold('reveal');
const head = memberId(1);

const shows = (says: string, record: Case['record'], fields: readonly string[]): Case => ({
  name: 'reveal',
  says,
  record,
  input: { memberId: head, fields },
  expected: { changes: [], revealed: { member: head, fields } },
});

const withPhone = {
  ...theHousehold,
  members: theHousehold.members.map((member) => ({ ...member, phone: '13800000001', certificate: 'x' })),
};

export const REVEAL_CASES: readonly Case[] = [
  shows('one field, of which nothing changes', theHousehold, ['idNumber']),
  shows('all of them', withPhone, ['phone', 'certificate', 'name', 'idNumber']),
  shows('a field in a household that is no more', onDissolved('reveal').accepts('', {}).record, ['name']),
  reveal.refuses('member_unknown', 'memberId', { memberId: NOBODY, fields: ['name'] }),
  reveal.refuses('nothing_to_reveal', 'fields', { memberId: head, fields: ['name', 'phone'] }),
  reveal.refuses('too_small', 'fields', { memberId: head, fields: [] }),
  reveal.refuses('field_twice', 'fields', { memberId: head, fields: ['name', 'name'] }),
  reveal.refuses('invalid_value', 'fields.0', { memberId: head, fields: ['birth'] }),
  onNothing('reveal').refuses('record_unknown', '', { memberId: head, fields: ['name'] }),
];
