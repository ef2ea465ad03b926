import * as z from 'zod';
import { relationOf } from '../../../shared/domain/access/relation.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import { MemberId } from '../../../shared/domain/records/ids.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { RevealableField } from '../../../shared/domain/records/revealed.ts';
import { householdsOfPeople } from '../../../shared/table/record/owners.ts';
import { recordOf } from '../../../shared/table/record/records.ts';
import { HouseholdView, householdView } from '../../../shared/views/record.ts';
import { NotFound } from '../http/errors.ts';
import { OfHousehold } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { requireHousehold } from '../steps/find-record.ts';
import { runSteps, step } from '../steps/run-steps.ts';

const tag = 'people';

const Found = z.strictObject({ memberId: MemberId, household: HouseholdView }).meta({
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
  summary: '凭身份证号码查找 · Find somebody by ID number',
  access: 'look_up',
  tag,
  allowance: 'look_up',
  body: z.strictObject({ idNumber: IdNumber }).meta({ id: 'LookUp' }),
  answer: Found,
  handle: async (asked) => {
    const { deps, actor, body, language } = asked;
    const found = (await householdsOfPeople(deps.table, await deps.keys(), [body.idNumber])).get(
      body.idNumber,
    );
    if (!found) throw nobody();
    const looked = await requireHousehold(asked, found.household).catch(asNobody);
    return {
      value: { memberId: found.member, household: householdView(actor, looked, language) },
      version: looked.record.version,
    };
  },
});

/** The one answer that has personal text in full: its schema marks none as such. */
const Revealed = z
  .strictObject({
    memberId: MemberId,
    values: z.partialRecord(RevealableField, z.string()).meta({ description: 'In full' }),
  })
  .meta({ id: 'Revealed' });

const { memberId, fields } = COMMANDS.reveal.input.shape;

const reveal = route({
  method: 'POST',
  path: '/households/{id}/reveal',
  summary: "查看完整号码（留痕） · See a member's covered fields in full, on record",
  access: ['reveal'],
  tag,
  allowance: 'reveal',
  params: OfHousehold,
  body: z
    .strictObject({
      memberId,
      fields,
      purpose: Remark.min(4, { error: 'purpose_too_short' }).meta({
        description: 'What for; it is put on record',
      }),
    })
    .meta({ id: 'Reveal' }),
  answer: Revealed,
  handle: async (asked) => {
    const { deps, actor, body, params } = asked;
    const { purpose, ...input } = body;
    const subject = { kind: 'household', id: params.id } as const;
    // It stands on record before anything is read out.
    const { version } = await runSteps({ ...asked, body: { reason: purpose } }, subject, [
      step('reveal', input),
    ]);
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
