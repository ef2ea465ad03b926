import { expect } from 'vitest';
import { factId, idNumber, memberId } from '../../rules/builders.ts';
import type { Case } from './case.ts';
import { NEW_ID, NOBODY, onDissolved, onHousehold, TODAY, TOMORROW, TOO_FAR, VOIDED } from './world.ts';

const add = onHousehold('add-member');
const correct = onHousehold('correct-member');
const left = onHousehold('member-left');
const died = onHousehold('member-died');
const refusal = onHousehold('record-refusal');
const voidRefusal = onHousehold('void-refusal');
const declare = onHousehold('declare-member-year');

const [father, mother, dead, gone, child] = [1, 2, 3, 4, 5].map(memberId);
const fathers = `members[${father}]`;
const declared2025 = { year: 2025, schemes: { resident_medical: true }, work: { months: 6 } };

/** The four dated lists of a member take the same entries in the same way. */
const DATED = (
  [
    ['record-capacity', 'capacity', 'skilled', 'lost'],
    ['record-willingness', 'willingness', 'willing', 'unwilling'],
    ['record-schooling', 'schooling', '高中', 'none'],
    ['record-service', 'service', 'serving', 'none'],
  ] as const
).flatMap(([name, field, value, other]): Case[] => {
  const record = onHousehold(name);
  return [
    record.accepts(
      'a first value',
      { memberId: mother, from: '2026-01-01', value },
      { path: `members[${mother}].${field}`, from: [], to: [{ from: '2026-01-01', value }] },
    ),
    record.accepts(
      'a value for next year',
      { memberId: mother, from: '2027-06-15', value: other },
      { path: `members[${mother}].${field}`, from: [], to: [{ from: '2027-06-15', value: other }] },
    ),
    record.refuses('member_unknown', 'memberId', { memberId: NOBODY, from: TODAY, value }),
    record.refuses('date_before_birth', 'from', { memberId: mother, from: '1985-04-30', value }),
    record.refuses('date_too_far_ahead', 'from', { memberId: mother, from: TOO_FAR, value }),
    record.refuses(field === 'schooling' ? 'text_empty' : 'invalid_value', 'value', {
      memberId: mother,
      from: TODAY,
      value: '',
    }),
    onDissolved(name).refuses('household_dissolved', '', { memberId: mother, from: TODAY, value }),
  ];
});

export const MEMBER_CASES: readonly Case[] = [
  add.accepts(
    'a newborn without a number: a temporary one stands in',
    { name: '新生儿', birth: TODAY, relation: '之子' },
    {
      path: `members[${NEW_ID}]`,
      to: {
        id: NEW_ID,
        name: '新生儿',
        birth: TODAY,
        relation: '之子',
        idNumber: 'T51172210700000001',
        capacity: [],
        willingness: [],
        schooling: [],
        service: [],
        refusals: [],
        declared: [],
      },
    },
  ),
  add.accepts(
    'a second person without a number, whoever else has none',
    { name: '新生儿', birth: TODAY },
    { path: `members[${NEW_ID}]`, to: expect.objectContaining({ idNumber: 'T51172210700000001' }) },
  ),
  add.accepts(
    'the whole certificate beside the number in it',
    { name: '李四', idNumber: '511799198801010012', certificate: '51179919880101001244' },
    {
      path: `members[${NEW_ID}]`,
      to: expect.objectContaining({
        birth: '1988-01-01',
        idNumber: '511799198801010012',
        certificate: '51179919880101001244',
      }),
    },
  ),
  add.refuses('birth_missing', 'birth', { name: '李四' }),
  add.refuses('member_twice', 'idNumber', { name: '李四', idNumber: idNumber('1980-05-01', 1) }),
  add.refuses('member_twice', 'id', { id: father, name: '李四', birth: '1990-01-01' }),
  add.refuses('date_after_today', 'birth', { name: '李四', birth: TOMORROW }),
  add.refuses('date_before_birth', 'joined', { name: '李四', birth: '2026-01-01', joined: '2025-12-31' }),
  add.refuses('date_too_far_ahead', 'joined', { name: '李四', birth: '1990-01-01', joined: TOO_FAR }),
  add.refuses('id_number_check', 'idNumber', { name: '李四', idNumber: '511799198801010011' }),
  add.refuses('text_empty', 'name', { name: '', birth: '1990-01-01' }),
  onDissolved('add-member').refuses('household_dissolved', '', { name: '李四', birth: '1990-01-01' }),

  correct.accepts(
    'a name, and a head who is none any more',
    { memberId: father, name: '王五', relation: null },
    { path: `${fathers}.name`, from: '成员1', to: '王五' },
    { path: `${fathers}.relation`, from: '户主' },
  ),
  correct.accepts(
    'a death that was entered for the wrong person, taken back',
    { memberId: dead, died: null },
    { path: `members[${dead}].died`, from: '2025-01-01' },
  ),
  correct.accepts(
    'whoever came back',
    { memberId: gone, left: null },
    { path: `members[${gone}].left`, from: '2025-06-01' },
  ),
  correct.accepts('nothing: the same name', { memberId: father, name: '成员1' }),
  correct.refuses('member_unknown', 'memberId', { memberId: NOBODY, name: '王五' }),
  correct.refuses('member_twice', 'idNumber', { memberId: father, idNumber: idNumber('1985-05-01', 2) }),
  correct.refuses('date_before_birth', 'joined', { memberId: father, joined: '1980-04-30' }),
  correct.refuses('date_before_birth', 'died', { memberId: dead, birth: '2025-01-02' }),
  correct.refuses('date_after_today', 'birth', { memberId: father, birth: TOMORROW }),
  correct.refuses('invalid_type', 'died', { memberId: father, died: TODAY }),

  left.accepts('from today on', { memberId: father, on: TODAY }, { path: `${fathers}.left`, to: TODAY }),
  left.accepts('nothing: the same day again', { memberId: gone, on: '2025-06-01' }),
  left.refuses('date_after_today', 'on', { memberId: father, on: TOMORROW }),
  left.refuses('date_before_birth', 'on', { memberId: father, on: '1980-04-30' }),
  left.refuses('until_before_from', 'on', { memberId: mother, on: '2019-12-31' }),
  left.refuses('member_unknown', 'memberId', { memberId: NOBODY, on: TODAY }),

  died.accepts('today', { memberId: father, on: TODAY }, { path: `${fathers}.died`, to: TODAY }),
  died.accepts('nothing: the same day again', { memberId: dead, on: '2025-01-01' }),
  died.refuses('date_after_today', 'on', { memberId: father, on: TOMORROW }),
  died.refuses('date_before_birth', 'on', { memberId: father, on: '1980-04-30' }),
  died.refuses('until_before_from', 'on', { memberId: mother, on: '2019-12-31' }),

  ...DATED,
  onHousehold('record-capacity').accepts('nothing: what holds already', {
    memberId: father,
    from: '2026-01-01',
    value: 'ordinary',
  }),
  onHousehold('record-capacity').accepts(
    'a value before the first on record',
    { memberId: father, from: '2019-01-01', value: 'skilled' },
    {
      path: `${fathers}.capacity`,
      from: [{ from: '2019-10-01', value: 'ordinary' }],
      to: [
        { from: '2019-01-01', value: 'skilled' },
        { from: '2019-10-01', value: 'ordinary' },
      ],
    },
  ),

  refusal.accepts(
    'an offer refused today',
    { memberId: father, on: TODAY, offer: '保洁员' },
    { path: `${fathers}.refusals[${NEW_ID}]`, to: { id: NEW_ID, on: TODAY, offer: '保洁员' } },
  ),
  refusal.accepts('nothing: the same refusal told twice', {
    memberId: father,
    on: '2026-02-01',
    offer: '保洁员',
  }),
  refusal.accepts(
    'one that was void before',
    { memberId: father, on: '2026-02-02', offer: '护林员' },
    { path: `${fathers}.refusals[${NEW_ID}]`, to: { id: NEW_ID, on: '2026-02-02', offer: '护林员' } },
  ),
  refusal.refuses('date_after_today', 'on', { memberId: father, on: TOMORROW, offer: '保洁员' }),
  refusal.refuses('date_before_birth', 'on', { memberId: father, on: '1980-04-30', offer: '保洁员' }),
  refusal.refuses('member_dead', 'on', { memberId: dead, on: '2025-01-01', offer: '保洁员' }),
  refusal.refuses('member_gone', 'on', { memberId: gone, on: '2025-06-01', offer: '保洁员' }),
  refusal.refuses('member_unknown', 'memberId', { memberId: NOBODY, on: TODAY, offer: '保洁员' }),
  onDissolved('record-refusal').refuses('household_dissolved', '', {
    memberId: father,
    on: TODAY,
    offer: '保洁员',
  }),

  voidRefusal.accepts(
    'with a reason',
    { memberId: father, id: factId(80), reason: VOIDED.reason },
    { path: `${fathers}.refusals[${factId(80)}].voided`, to: VOIDED },
  ),
  voidRefusal.refuses('fact_voided', 'id', { memberId: father, id: factId(81), reason: '错' }),
  voidRefusal.refuses('fact_unknown', 'id', { memberId: mother, id: factId(80), reason: '错' }),
  voidRefusal.refuses('text_empty', 'reason', { memberId: father, id: factId(80), reason: '' }),

  declare.accepts(
    'another scheme of the year, the rest standing',
    { memberId: father, year: 2025, schemes: { employee_pension: false }, work: { place: '广东' } },
    {
      path: `${fathers}.declared`,
      from: [declared2025],
      to: [
        {
          year: 2025,
          schemes: { resident_medical: true, employee_pension: false },
          work: { months: 6, place: '广东' },
        },
      ],
    },
  ),
  declare.accepts('nothing: the same sheet again', { memberId: father, ...declared2025 }),
  declare.accepts(
    'the year of birth',
    { memberId: child, year: 2015, schemes: { resident_medical: true } },
    {
      path: `members[${child}].declared`,
      from: [],
      to: [{ year: 2015, schemes: { resident_medical: true } }],
    },
  ),
  declare.refuses('date_before_birth', 'year', { memberId: child, year: 2014, schemes: {} }),
  declare.refuses('date_too_far_ahead', 'year', { memberId: father, year: 2028, schemes: {} }),
  declare.refuses('member_unknown', 'memberId', { memberId: NOBODY, year: 2025, schemes: {} }),
  declare.refuses('unrecognized_keys', 'schemes', { memberId: father, year: 2025, schemes: { dibao: true } }),
  onDissolved('declare-member-year').refuses('household_dissolved', '', {
    memberId: father,
    year: 2025,
    schemes: {},
  }),
];
