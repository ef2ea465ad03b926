import * as z from 'zod/mini';
import { relationOf } from '../../../shared/access/relation.ts';
import { documented } from '../../../shared/documented.ts';
import { COMMANDS } from '../../../shared/records/commands/index.ts';
import { Remark } from '../../../shared/records/facts.ts';
import { IdNumber } from '../../../shared/records/id-number.ts';
import { MemberId } from '../../../shared/records/ids.ts';
import { Refused } from '../../../shared/records/refusal.ts';
import { RevealableField } from '../../../shared/records/revealed.ts';
import { householdsOfPeople } from '../../../shared/table/owners.ts';
import { recordOf } from '../../../shared/table/records.ts';
import { HouseholdView, householdView } from '../../../shared/views/record.ts';
import { NotFound } from '../errors.ts';
import { householdAt } from '../looking.ts';
import { OfHousehold } from '../params.ts';
import { type Route, route } from '../route.ts';
import { step, told } from '../told.ts';

const tag = 'people';

const Found = documented(z.strictObject({ memberId: MemberId, household: HouseholdView }), {
  id: 'FoundPerson',
  description: 'Whose household somebody is in, and its state',
});

const nobody = () => new Refused('person_not_here', 'idNumber');

/** Somebody in a household that whoever asks may not see is nobody to them, in the very words. */
const asNobody = (error: unknown): never => {
  const isHidden = error instanceof NotFound || (error instanceof Refused && error.code === 'record_unknown');
  throw isHidden ? nobody() : error;
};

const lookUp = route({
  method: 'POST',
  path: '/people/lookup',
  access: 'look_up',
  tag,
  allowance: 'look_up',
  body: documented(z.strictObject({ idNumber: IdNumber }), { id: 'LookUp' }),
  answer: Found,
  handle: async (asked) => {
    const { deps, actor, body, language } = asked;
    const found = (await householdsOfPeople(deps.table, await deps.keys(), [body.idNumber])).get(
      body.idNumber,
    );
    if (!found) throw nobody();
    const looked = await householdAt(asked, found.household).catch(asNobody);
    return {
      value: { memberId: found.member, household: householdView(actor, looked, language) },
      version: looked.record.version,
    };
  },
});

/** The one answer that has personal text in full: its schema marks none as such. */
const Revealed = documented(
  z.strictObject({
    memberId: MemberId,
    values: documented(z.partialRecord(RevealableField, z.string()), { description: 'In full' }),
  }),
  { id: 'Revealed' },
);

const { memberId, fields } = COMMANDS.reveal.input.shape;

const reveal = route({
  method: 'POST',
  path: '/households/{id}/reveal',
  access: ['reveal'],
  tag,
  allowance: 'reveal',
  params: OfHousehold,
  body: documented(
    z.strictObject({
      memberId,
      fields,
      purpose: documented(Remark.check(z.minLength(4, { error: 'purpose_too_short' })), {
        description: 'What for; it is put on record',
      }),
    }),
    { id: 'Reveal' },
  ),
  answer: Revealed,
  handle: async (asked) => {
    const { deps, actor, body, params } = asked;
    const { purpose, ...input } = body;
    const subject = { kind: 'household', id: params.id } as const;
    // It stands on record before anything is read out.
    const { version } = await told({ ...asked, body: { reason: purpose } }, subject, [step('reveal', input)]);
    const record = await recordOf(deps.table, subject);
    const member =
      record?.kind === 'household' && relationOf(actor, record) === 'managed'
        ? record.members.find(({ id }) => id === input.memberId)
        : undefined;
    if (!member) throw new NotFound();
    const values = input.fields.flatMap((field) => {
      const value = member[field];
      return value === undefined ? [] : [[field, value] as const];
    });
    return { value: { memberId: member.id, values: Object.fromEntries(values) }, version };
  },
});

export const PEOPLE_ROUTES: readonly Route[] = [lookUp, reveal];
