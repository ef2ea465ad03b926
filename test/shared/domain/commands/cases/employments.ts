import { factId, memberId } from '../../rules/builders.ts';
import type { Case } from './case.ts';
import { NEW_ID, NOBODY, onDissolved, onHousehold, TODAY, TOMORROW, TOO_FAR, VOIDED } from './world.ts';

const log = onHousehold('log-employment');
const end = onHousehold('end-employment');
const correct = onHousehold('correct-employment');
const confirm = onHousehold('confirm-employment');
const voids = onHousehold('void-employment');

const [father, mother, dead, gone] = [1, 2, 3, 4].map(memberId);
const job = { memberId: mother, employer: '丙厂', from: '2026-03-01' };
const standing = `employments[${factId(10)}]`;
const added = (to: object) => ({ path: `employments[${NEW_ID}]`, to: { id: NEW_ID, confirmed: [], ...to } });

export const EMPLOYMENT_CASES: readonly Case[] = [
  log.accepts('an open spell', job, added(job)),
  log.accepts(
    'an id that later steps know it by, and the last end that can be meant',
    { id: factId(12), ...job, until: '2056-06-15' },
    {
      path: `employments[${factId(12)}]`,
      to: { id: factId(12), ...job, until: '2056-06-15', untilIs: 'planned', confirmed: [] },
    },
  ),
  log.refuses('record_exists', 'id', { id: factId(10), ...job }),
  log.refuses('date_too_far_ahead', 'until', { ...job, until: '2056-06-16' }),
  log.accepts(
    'a spell with all that a sheet says of it, its end planned unless told otherwise',
    {
      ...job,
      employerCode: '91511799ma0000001d',
      channel: 'workshop',
      workArea: 'in_county',
      overseas: false,
      until: '2028-12-31',
      monthlyWage: 3500.5,
    },
    added({
      ...job,
      employerCode: '91511799MA0000001D',
      channel: 'workshop',
      workArea: 'in_county',
      overseas: false,
      until: '2028-12-31',
      monthlyWage: 3500.5,
      untilIs: 'planned',
    }),
  ),
  log.accepts(
    'a spell of one day that is over',
    { ...job, until: '2026-03-01', untilIs: 'actual' },
    added({ ...job, until: '2026-03-01', untilIs: 'actual' }),
  ),
  log.accepts(
    'the same spell as one that is void',
    { memberId: father, employer: '乙厂', from: '2024-01-01' },
    added({ memberId: father, employer: '乙厂', from: '2024-01-01' }),
  ),
  log.accepts(
    'a second employer from the same day on',
    { memberId: father, employer: '丙厂', from: '2025-01-01' },
    added({ memberId: father, employer: '丙厂', from: '2025-01-01' }),
  ),
  log.accepts(
    'a spell of whoever died later',
    { ...job, memberId: dead, from: '2024-12-31' },
    added({ ...job, memberId: dead, from: '2024-12-31' }),
  ),
  log.refuses('employment_already_logged', 'from', {
    memberId: father,
    employer: '甲厂',
    from: '2025-01-01',
    monthlyWage: 1,
  }),
  log.refuses('member_unknown', 'memberId', { ...job, memberId: NOBODY }),
  log.refuses('member_dead', 'from', { ...job, memberId: dead, from: '2025-01-01' }),
  log.refuses('member_gone', 'from', { ...job, memberId: gone, from: '2025-06-01' }),
  log.refuses('date_before_birth', 'from', { ...job, from: '1985-04-30' }),
  log.refuses('date_too_far_ahead', 'from', { ...job, from: TOO_FAR }),
  log.refuses('date_out_of_range', 'until', { ...job, until: '2200-01-01' }),
  log.refuses('invalid_format', 'from', { ...job, from: '2026-02-30' }),
  log.refuses('invalid_format', 'from', { ...job, from: '2026/3/1' }),
  log.refuses('until_before_from', 'until', { ...job, until: '2026-02-28' }),
  log.refuses('date_after_today', 'until', { ...job, until: TOMORROW, untilIs: 'actual' }),
  log.refuses('employer_code_check', 'employerCode', { ...job, employerCode: '91511799MA0000001E' }),
  log.refuses('money_negative', 'monthlyWage', { ...job, monthlyWage: -1 }),
  log.refuses('text_control_characters', 'employer', { ...job, employer: '丙\u202e厂' }),
  onDissolved('log-employment').refuses('household_dissolved', '', job),

  end.accepts(
    'today',
    { id: factId(10), on: TODAY },
    { path: `${standing}.until`, to: TODAY },
    { path: `${standing}.untilIs`, to: 'actual' },
  ),
  end.refuses('date_after_today', 'on', { id: factId(10), on: TOMORROW }),
  end.refuses('until_before_from', 'on', { id: factId(10), on: '2024-12-31' }),
  end.refuses('fact_voided', 'id', { id: factId(11), on: TODAY }),
  end.refuses('fact_unknown', 'id', { id: factId(99), on: TODAY }),

  correct.accepts(
    'another employer, a wage, and no end',
    { id: factId(10), changes: { employer: '丁厂', monthlyWage: 3000, until: null } },
    { path: `${standing}.employer`, from: '甲厂', to: '丁厂' },
    { path: `${standing}.monthlyWage`, to: 3000 },
  ),
  correct.accepts(
    'an employer taken out',
    { id: factId(10), changes: { employer: null } },
    { path: `${standing}.employer`, from: '甲厂' },
  ),
  correct.accepts('nothing: what stands already', {
    id: factId(10),
    changes: { employer: '甲厂', from: '2025-01-01', until: null },
  }),
  correct.refuses('until_before_from', 'until', { id: factId(10), changes: { until: '2024-12-31' } }),
  correct.refuses('date_after_today', 'until', {
    id: factId(10),
    changes: { until: TOMORROW, untilIs: 'actual' },
  }),
  correct.refuses('date_before_birth', 'from', { id: factId(10), changes: { from: '1980-04-30' } }),
  correct.refuses('date_too_far_ahead', 'from', { id: factId(10), changes: { from: TOO_FAR } }),
  correct.refuses('fact_voided', 'id', { id: factId(11), changes: {} }),
  correct.refuses('fact_unknown', 'id', { id: factId(99), changes: {} }),
  correct.refuses('unrecognized_keys', 'changes', { id: factId(10), changes: { memberId: mother } }),

  confirm.accepts(
    'a day between others, in order',
    { id: factId(10), on: '2025-03-01' },
    { path: `${standing}.confirmed`, from: ['2025-06-01'], to: ['2025-03-01', '2025-06-01'] },
  ),
  confirm.accepts('nothing: a day on record', { id: factId(10), on: '2025-06-01' }),
  confirm.refuses('date_after_today', 'on', { id: factId(10), on: TOMORROW }),
  confirm.refuses('until_before_from', 'on', { id: factId(10), on: '2024-12-31' }),
  confirm.refuses('fact_voided', 'id', { id: factId(11), on: TODAY }),

  voids.accepts(
    'with a reason',
    { id: factId(10), reason: VOIDED.reason },
    { path: `${standing}.voided`, to: VOIDED },
  ),
  voids.refuses('fact_voided', 'id', { id: factId(11), reason: '错' }),
  voids.refuses('fact_unknown', 'id', { id: factId(99), reason: '错' }),
];
