import * as z from 'zod';
import { revealMember } from '../../../shared/act/reveal-member.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import { MemberId } from '../../../shared/domain/records/ids.ts';
import { RevealableField } from '../../../shared/domain/records/revealed.ts';
import { lookUpPerson } from '../../../shared/queries/people.ts';
import { HouseholdView, householdView } from '../../../shared/views/record.ts';
import { OfHousehold } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';

const tag = 'people';

const Found = z.strictObject({ memberId: MemberId, household: HouseholdView }).meta({
  id: 'FoundPerson',
  description: '某人所在的户及其档案 · Whose household somebody is in, and its state',
});

const lookUp = route({
  method: 'POST',
  path: '/people/lookup',
  summary: '凭身份证号码查找 · Find somebody by ID number',
  access: 'look_up',
  tag,
  allowance: 'look_up',
  body: z.strictObject({ idNumber: IdNumber }).meta({ id: 'LookUp' }),
  answer: Found,
  handle: async ({ deps, actor, body, language }) => {
    const { memberId, household } = await lookUpPerson(deps, actor, body.idNumber);
    return {
      value: { memberId, household: householdView(actor, household, language) },
      version: household.record.version,
    };
  },
});

/** The only response with unmasked personal text: its schema marks no field as personal. */
const Revealed = z
  .strictObject({
    memberId: MemberId,
    values: z.partialRecord(RevealableField, z.string()).meta({ description: '全文 · In full' }),
  })
  .meta({ id: 'Revealed', description: '所申请字段的全文 · The fields in full' });

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
        description: '用途 · What for; it is put on record',
      }),
    })
    .meta({ id: 'Reveal' }),
  answer: Revealed,
  handle: async ({ deps, actor, params, body, expects, idempotencyKey }) => {
    const request = { ...body, household: params.id, expects, idempotencyKey };
    const { version, ...revealed } = await revealMember(deps, actor, request);
    return { value: revealed, version };
  },
});

export const PEOPLE_ROUTES: readonly Route[] = [lookUp, reveal];
