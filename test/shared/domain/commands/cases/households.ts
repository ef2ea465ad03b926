import { expect } from 'vitest';
import { householdId, memberId, siteId } from '../../rules/builders.ts';
import type { Case } from './case.ts';
import { NEXT_YEAR, NOBODY, onDissolved, onHousehold, onNothing, TODAY, TOMORROW, TOO_FAR } from './world.ts';

const register = onNothing('register-household');
const correct = onHousehold('correct-household');
const moveIn = onHousehold('move-in');
const dissolve = onHousehold('dissolve-household');
const conditions = onHousehold('record-conditions');
const declare = onHousehold('declare-household-year');
const statement = onHousehold('record-income-statement');

const home = { id: householdId(9), area: '511722107203' };
const head = { name: ' 张三 ', idNumber: '51179919880101008x', relation: '户主' };
const statement2025 = { year: 2025, perCapita: 9000, business: 5000, businessCost: 2000 };

export const HOUSEHOLD_CASES: readonly Case[] = [
  {
    name: 'register-household',
    says: 'a household at a site with its head',
    record: undefined,
    input: { ...home, movedIn: NEXT_YEAR, resettlement: 'centralised', siteId: siteId(1), members: [head] },
    expected: {
      changes: expect.arrayContaining([
        { path: 'area', to: home.area },
        { path: 'registered', to: TODAY },
        { path: 'movedIn', to: NEXT_YEAR },
        { path: 'siteId', to: siteId(1) },
        {
          path: 'members',
          to: [
            expect.objectContaining({ name: '张三', birth: '1988-01-01', idNumber: '51179919880101008X' }),
          ],
        },
      ]),
    },
  },
  register.refuses('area_malformed', 'area', { ...home, area: '51172' }),
  register.refuses('area_above_township', 'area', { ...home, area: '511722' }),
  register.refuses('id_malformed', 'id', { ...home, id: '17' }),
  register.refuses('date_too_far_ahead', 'movedIn', { ...home, movedIn: TOO_FAR }),
  register.refuses('date_out_of_range', 'movedIn', { ...home, movedIn: '2200-01-01' }),
  register.refuses('site_unknown', 'siteId', { ...home, siteId: siteId(8) }),
  register.refuses('site_in_other_county', 'siteId', { ...home, siteId: siteId(2) }),
  register.refuses('scattered_at_site', 'siteId', {
    ...home,
    resettlement: 'scattered',
    siteId: siteId(1),
  }),
  register.refuses('member_twice', 'idNumber', { ...home, members: [head, head] }),
  register.refuses('member_twice', 'id', {
    ...home,
    members: [
      { id: memberId(1), name: '甲', birth: '1988-01-01' },
      { id: memberId(1), name: '乙', birth: '1990-01-01' },
    ],
  }),
  register.refuses('birth_missing', 'birth', { ...home, members: [{ name: '张三' }] }),
  { ...onHousehold('register-household').refuses('record_exists', '', home) },

  correct.accepts(
    'a number that was missing, a phone taken out',
    { number: '户001', phone: null },
    { path: 'phone', from: '028-0000' },
    { path: 'number', to: '户001' },
  ),
  correct.accepts('nothing: the same phone', { phone: '028-0000' }),
  correct.accepts('nothing: what was not there taken out', { number: null }),
  onDissolved('correct-household').accepts(
    'a dissolution taken back',
    { dissolved: null },
    { path: 'dissolved', from: '2026-06-01' },
  ),
  correct.refuses('area_above_township', 'area', { area: '511722' }),
  correct.refuses('text_empty', 'number', { number: ' ' }),
  onNothing('correct-household').refuses('record_unknown', '', { number: '1' }),

  moveIn.accepts(
    'another day, and from the site into a scattered home',
    { movedIn: '2020-01-01', resettlement: 'scattered', siteId: null },
    { path: 'movedIn', from: '2019-10-01', to: '2020-01-01' },
    { path: 'resettlement', from: 'centralised', to: 'scattered' },
    { path: 'siteId', from: siteId(1) },
  ),
  moveIn.accepts('nothing: the same day at the same site', { movedIn: '2019-10-01', siteId: siteId(1) }),
  moveIn.refuses('scattered_at_site', 'siteId', { resettlement: 'scattered' }),
  moveIn.refuses('site_unknown', 'siteId', { siteId: NOBODY }),
  moveIn.refuses('site_in_other_county', 'siteId', { siteId: siteId(2) }),
  moveIn.refuses('date_too_far_ahead', 'movedIn', { movedIn: TOO_FAR }),
  onDissolved('move-in').refuses('moved_in_after_dissolved', 'movedIn', { movedIn: '2026-06-02' }),

  dissolve.accepts('from today on', { on: TODAY }, { path: 'dissolved', to: TODAY }),
  onDissolved('dissolve-household').accepts('nothing: the same day again', { on: '2026-06-01' }),
  onDissolved('dissolve-household').refuses('household_dissolved', '', { on: '2026-06-02' }),
  dissolve.refuses('date_after_today', 'on', { on: TOMORROW }),
  dissolve.refuses('moved_in_after_dissolved', 'on', { on: '2019-09-30' }),

  conditions.accepts(
    'another value from a day on',
    { from: '2026-01-01', value: 'unable' },
    {
      path: 'conditions',
      from: [{ from: '2019-10-01', value: 'able' }],
      to: [
        { from: '2019-10-01', value: 'able' },
        { from: '2026-01-01', value: 'unable' },
      ],
    },
  ),
  conditions.accepts(
    'another value from the same day on',
    { from: '2019-10-01', value: 'unable' },
    {
      path: 'conditions',
      from: [{ from: '2019-10-01', value: 'able' }],
      to: [{ from: '2019-10-01', value: 'unable' }],
    },
  ),
  conditions.accepts('nothing: the same value on its own day', { from: '2019-10-01', value: 'able' }),
  conditions.accepts('nothing: what holds already', { from: '2026-01-01', value: 'able' }),
  conditions.refuses('date_too_far_ahead', 'from', { from: TOO_FAR, value: 'able' }),
  conditions.refuses('invalid_value', 'value', { from: TODAY, value: '有条件' }),
  onDissolved('record-conditions').refuses('household_dissolved', '', { from: TODAY, value: 'able' }),

  declare.accepts(
    'a year before the one on record',
    { year: 2024, schemes: { tekun: false } },
    {
      path: 'declared',
      from: [{ year: 2025, schemes: { dibao: true } }],
      to: [
        { year: 2024, schemes: { tekun: false } },
        { year: 2025, schemes: { dibao: true } },
      ],
    },
  ),
  declare.accepts(
    'a second scheme of the year, the first standing',
    { year: 2025, schemes: { tekun: false } },
    {
      path: 'declared',
      from: [{ year: 2025, schemes: { dibao: true } }],
      to: [{ year: 2025, schemes: { dibao: true, tekun: false } }],
    },
  ),
  declare.accepts('nothing: the same sheet again', { year: 2025, schemes: { dibao: true } }),
  declare.accepts('nothing: a sheet with empty cells', { year: 2025, schemes: {} }),
  declare.refuses('date_too_far_ahead', 'year', { year: 2028, schemes: { dibao: true } }),
  declare.refuses('too_big', 'year', { year: 2200, schemes: {} }),
  onDissolved('declare-household-year').refuses('household_dissolved', '', { year: 2025, schemes: {} }),

  statement.accepts(
    'a year without a date: of 31 December',
    { year: 2024, perCapita: 8000 },
    {
      path: 'statements',
      from: [{ ...statement2025, date: '2025-12-31' }],
      to: [
        { year: 2024, perCapita: 8000, date: '2024-12-31' },
        { ...statement2025, date: '2025-12-31' },
      ],
    },
  ),
  statement.accepts(
    'a corrected amount, what is left empty standing',
    { year: 2025, business: 0.07, date: '2026-01-10' },
    {
      path: 'statements',
      from: [{ ...statement2025, date: '2025-12-31' }],
      to: [{ ...statement2025, business: 0.07, date: '2026-01-10' }],
    },
  ),
  statement.accepts('nothing: the same sheet again', { ...statement2025, date: '2025-12-31' }),
  statement.accepts('nothing: the same sheet without its date', statement2025),
  statement.refuses('date_too_far_ahead', 'date', { year: 2025, date: TOO_FAR }),
  statement.refuses('date_too_far_ahead', 'year', { year: 2030, date: TODAY }),
  statement.refuses('money_two_decimals', 'wage', { year: 2025, wage: 0.001 }),
  statement.refuses('money_negative', 'businessCost', { year: 2025, businessCost: -1 }),
  onDissolved('record-income-statement').refuses('household_dissolved', '', statement2025),

  onHousehold('re-evaluate-household').accepts('nothing of the record', {}),
];
