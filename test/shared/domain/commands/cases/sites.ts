import { expect } from 'vitest';
import { plainDate } from '../../../../../shared/domain/calendar/dates.ts';
import { industryId, siteId } from '../../rules/builders.ts';
import type { Case } from './case.ts';
import {
  NEW_ID,
  NOBODY,
  onHousehold,
  onNothing,
  onSite,
  TODAY,
  TOMORROW,
  TOO_FAR,
  theSite,
  VOIDED,
} from './world.ts';

const register = onNothing('register-site');
const correct = onSite('correct-site');
const vacate = onSite('vacate-site');
const add = onSite('add-industry');
const change = onSite('correct-industry');
const status = onSite('record-industry-status');
const leading = onSite('record-industry-leading');
const confirm = onSite('confirm-industry');
const voids = onSite('void-industry');
const support = onSite('log-site-support');

const home = { id: siteId(9), area: '511722107', name: '新安置点' };
const [tea, greenhouse] = [industryId(1), industryId(2)];
const path = `industries[${tea}]`;
const seedlings = { on: TODAY, kind: 'seedlings', what: '茶苗两千株', amount: 4000 } as const;
const vacated = { ...theSite, vacated: plainDate('2026-06-01') };
const entry = { id: NEW_ID, ...seedlings, by: 'clerk' };

/** What only an industry that stands can be told. */
const ofStanding = (
  name:
    | 'correct-industry'
    | 'record-industry-status'
    | 'record-industry-leading'
    | 'confirm-industry'
    | 'void-industry',
  rest: object,
): Case[] => [
  onSite(name).refuses('industry_unknown', 'id', { id: NOBODY, ...rest }),
  onSite(name).refuses('fact_voided', 'id', { id: greenhouse, ...rest }),
];

export const SITE_CASES: readonly Case[] = [
  {
    name: 'register-site',
    says: 'a site with its planned households',
    record: undefined,
    input: { ...home, occupied: '2020-01-01', plannedHouseholds: 120 },
    expected: {
      changes: expect.arrayContaining([
        { path: 'name', to: '新安置点' },
        { path: 'registered', to: TODAY },
        { path: 'occupied', to: '2020-01-01' },
        { path: 'plannedHouseholds', to: 120 },
        { path: 'industries', to: [] },
      ]),
    },
  },
  register.refuses('area_above_township', 'area', { ...home, area: '5117' }),
  register.refuses('date_too_far_ahead', 'occupied', { ...home, occupied: TOO_FAR }),
  register.refuses('too_small', 'plannedHouseholds', { ...home, plannedHouseholds: -1 }),
  onSite('register-site').refuses('record_exists', '', home),

  correct.accepts(
    'another name and a note',
    { name: '南坝新村', note: '二期' },
    { path: 'name', from: '南坝安置点', to: '南坝新村' },
    { path: 'note', to: '二期' },
  ),
  correct.accepts('nothing: the same name', { name: '南坝安置点', note: null }),
  {
    ...correct.accepts('a vacating taken back', { vacated: null }, { path: 'vacated', from: '2026-06-01' }),
    record: vacated,
  },
  { ...correct.refuses('until_before_from', 'occupied', { occupied: '2026-06-02' }), record: vacated },
  correct.refuses('area_above_township', 'area', { area: '511722' }),
  correct.refuses('date_too_far_ahead', 'occupied', { occupied: TOO_FAR }),
  onHousehold('correct-site').refuses('record_unknown', '', { name: '南坝新村' }),

  vacate.accepts('from today on', { on: TODAY }, { path: 'vacated', to: TODAY }),
  { ...vacate.accepts('nothing: the same day again', { on: '2026-06-01' }), record: vacated },
  vacate.refuses('date_after_today', 'on', { on: TOMORROW }),
  vacate.refuses('until_before_from', 'on', { on: '2019-09-30' }),

  add.accepts(
    'with its operator',
    { name: '菌菇', type: '种植', operatorCode: '91511799MA0000001D', investment: 12.5 },
    {
      path: `industries[${NEW_ID}]`,
      to: {
        id: NEW_ID,
        name: '菌菇',
        type: '种植',
        operatorCode: '91511799MA0000001D',
        investment: 12.5,
        leading: [],
        status: [],
        confirmed: [],
      },
    },
  ),
  add.accepts(
    'by the name of one that is void',
    { name: '大棚' },
    {
      path: `industries[${NEW_ID}]`,
      to: { id: NEW_ID, name: '大棚', leading: [], status: [], confirmed: [] },
    },
  ),
  add.refuses('industry_name_taken', 'name', { name: ' 茶园' }),
  add.refuses('employer_code_form', 'operatorCode', { name: '菌菇', operatorCode: '91511799IA0000001D' }),

  change.accepts(
    'its name, and who answers for it',
    { id: tea, name: '茶叶', responsible: '赵六' },
    { path: `${path}.name`, from: '茶园', to: '茶叶' },
    { path: `${path}.responsible`, to: '赵六' },
  ),
  change.accepts('nothing: its own name', { id: tea, name: '茶园', scale: null }),
  {
    ...change.refuses('industry_name_taken', 'name', { id: industryId(3), name: '茶园' }),
    record: {
      ...theSite,
      industries: [
        ...theSite.industries,
        { id: industryId(3), name: '菌菇', leading: [], status: [], confirmed: [] },
      ],
    },
  },
  ...ofStanding('correct-industry', { note: '二期' }),

  status.accepts(
    'stopped from today on',
    { id: tea, from: TODAY, value: 'stopped' },
    {
      path: `${path}.status`,
      from: [{ from: '2024-01-01', value: 'operating' }],
      to: [
        { from: '2024-01-01', value: 'operating' },
        { from: TODAY, value: 'stopped' },
      ],
    },
  ),
  status.accepts('nothing: what holds already', { id: tea, from: TODAY, value: 'operating' }),
  status.refuses('date_too_far_ahead', 'from', { id: tea, from: TOO_FAR, value: 'stopped' }),
  status.refuses('invalid_value', 'value', { id: tea, from: TODAY, value: '停产' }),
  ...ofStanding('record-industry-status', { from: TODAY, value: 'stopped' }),

  leading.accepts(
    'leading no more',
    { id: tea, from: TODAY, value: false },
    {
      path: `${path}.leading`,
      from: [{ from: '2024-01-01', value: true }],
      to: [
        { from: '2024-01-01', value: true },
        { from: TODAY, value: false },
      ],
    },
  ),
  leading.accepts('nothing: what holds already', { id: tea, from: TODAY, value: true }),
  leading.refuses('date_too_far_ahead', 'from', { id: tea, from: TOO_FAR, value: true }),
  ...ofStanding('record-industry-leading', { from: TODAY, value: true }),

  confirm.accepts(
    'its evidence seen today',
    { id: tea, on: TODAY },
    { path: `${path}.confirmed`, from: ['2026-01-01'], to: ['2026-01-01', TODAY] },
  ),
  confirm.accepts('nothing: a day on record', { id: tea, on: '2026-01-01' }),
  confirm.refuses('date_after_today', 'on', { id: tea, on: TOMORROW }),
  ...ofStanding('confirm-industry', { on: TODAY }),

  voids.accepts('with a reason', { id: tea, reason: VOIDED.reason }, { path: `${path}.voided`, to: VOIDED }),
  voids.refuses('text_empty', 'reason', { id: tea, reason: '' }),
  ...ofStanding('void-industry', { reason: '错' }),

  {
    ...support.accepts('an act of support to an industry', { ...seedlings, industry: tea }),
    expected: { changes: [], support: [{ ...entry, industry: tea }] },
  },
  support.refuses('industry_unknown', 'industry', { ...seedlings, industry: NOBODY }),
  support.refuses('fact_voided', 'industry', { ...seedlings, industry: greenhouse }),
  support.refuses('date_after_today', 'on', { ...seedlings, on: TOMORROW }),
  support.refuses('invalid_value', 'kind', { ...seedlings, kind: '种苗' }),

  {
    ...onHousehold('log-household-support').accepts('an act of support to a household', seedlings),
    expected: { changes: [], support: [entry] },
  },
  onHousehold('log-household-support').refuses('date_after_today', 'on', { ...seedlings, on: TOMORROW }),
  onHousehold('log-household-support').refuses('money_negative', 'amount', { ...seedlings, amount: -1 }),

  onSite('re-evaluate-site').accepts('nothing of the record', {}),
];
