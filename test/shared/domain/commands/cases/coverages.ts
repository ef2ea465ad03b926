import { factId, memberId } from '../../rules/builders.ts';
import type { Case } from './case.ts';
import { NEW_ID, NOBODY, onDissolved, onHousehold, TODAY, TOMORROW, TOO_FAR, VOIDED } from './world.ts';

const log = onHousehold('log-coverage');
const correct = onHousehold('correct-coverage');
const end = onHousehold('end-coverage');
const voids = onHousehold('void-coverage');
const start = onHousehold('start-pension-transfer');
const step = onHousehold('record-transfer-step');
const voidTransfer = onHousehold('void-pension-transfer');
const assess = onHousehold('assess');
const voidAssessment = onHousehold('void-assessment');

const [father, mother, dead] = [1, 2, 3].map(memberId);
const pension = {
  memberId: father,
  scheme: 'resident_pension',
  status: 'contributing',
  from: '2026-01-01',
} as const;
const added = (list: string, to: object) => ({ path: `${list}[${NEW_ID}]`, to: { id: NEW_ID, ...to } });
const covered = `coverages[${factId(40)}]`;

export const COVERAGE_CASES: readonly Case[] = [
  log.accepts('a pension of a member', pension, added('coverages', pension)),
  log.accepts(
    'an id that later steps know it by',
    { id: factId(45), ...pension },
    { path: `coverages[${factId(45)}]`, to: { id: factId(45), ...pension } },
  ),
  log.refuses('record_exists', 'id', { id: factId(41), ...pension }),
  log.refuses('date_too_far_ahead', 'until', { ...pension, until: '2056-06-16' }),
  log.accepts(
    "特困, the household's",
    { scheme: 'tekun', status: 'dispersed', from: TODAY, monthly: 650 },
    added('coverages', { scheme: 'tekun', status: 'dispersed', from: TODAY, monthly: 650 }),
  ),
  log.accepts(
    'as one that is void',
    { memberId: father, scheme: 'resident_medical', status: 'insured', from: '2024-01-01' },
    added('coverages', {
      memberId: father,
      scheme: 'resident_medical',
      status: 'insured',
      from: '2024-01-01',
    }),
  ),
  log.refuses('status_not_of_scheme', 'status', { ...pension, status: 'covered' }),
  log.refuses('scheme_needs_member', 'memberId', { ...pension, memberId: undefined }),
  log.refuses('scheme_is_households', 'memberId', { ...pension, scheme: 'dibao', status: 'covered' }),
  log.refuses('coverage_already_logged', 'from', { scheme: 'dibao', status: 'covered', from: '2025-01-01' }),
  log.refuses('member_unknown', 'memberId', { ...pension, memberId: NOBODY }),
  log.refuses('member_dead', 'from', { ...pension, memberId: dead }),
  log.refuses('date_before_birth', 'from', { ...pension, from: '1980-04-30' }),
  log.refuses('date_too_far_ahead', 'from', { ...pension, from: TOO_FAR }),
  log.refuses('until_before_from', 'until', { ...pension, until: '2025-12-31' }),
  log.refuses('money_negative', 'monthly', { ...pension, monthly: -1 }),
  log.refuses('invalid_value', 'scheme', { ...pension, scheme: '低保' }),
  onDissolved('log-coverage').refuses('household_dissolved', '', pension),

  correct.accepts(
    'an end, no amount',
    { id: factId(40), changes: { until: '2026-12-31', monthly: null } },
    { path: `${covered}.monthly`, from: 300 },
    { path: `${covered}.until`, to: '2026-12-31' },
  ),
  correct.accepts('nothing: what stands already', {
    id: factId(40),
    changes: { from: '2025-01-01', until: null, monthly: 300 },
  }),
  correct.refuses('until_before_from', 'until', { id: factId(40), changes: { until: '2024-12-31' } }),
  correct.refuses('fact_voided', 'id', { id: factId(41), changes: {} }),
  correct.refuses('fact_unknown', 'id', { id: NOBODY, changes: {} }),

  end.accepts('a day', { id: factId(40), until: TODAY }, { path: `${covered}.until`, to: TODAY }),
  end.refuses('until_before_from', 'until', { id: factId(40), until: '2024-12-31' }),
  end.refuses('fact_voided', 'id', { id: factId(41), until: TODAY }),

  voids.accepts(
    'with a reason',
    { id: factId(40), reason: VOIDED.reason },
    { path: `${covered}.voided`, to: VOIDED },
  ),
  voids.refuses('fact_voided', 'id', { id: factId(41), reason: '错' }),

  start.accepts(
    'applied for today',
    { memberId: father, appliedOn: TODAY, fromPlace: '万源市', toPlace: '宣汉县' },
    added('transfers', {
      memberId: father,
      fromPlace: '万源市',
      toPlace: '宣汉县',
      steps: [{ step: 'applied', on: TODAY }],
    }),
  ),
  start.accepts('nothing: the same application again', { memberId: father, appliedOn: '2026-05-01' }),
  start.accepts(
    'as one that is void',
    { memberId: mother, appliedOn: '2026-05-01' },
    added('transfers', { memberId: mother, steps: [{ step: 'applied', on: '2026-05-01' }] }),
  ),
  start.refuses('date_after_today', 'appliedOn', { memberId: father, appliedOn: TOMORROW }),
  start.refuses('member_dead', 'appliedOn', { memberId: dead, appliedOn: TODAY }),
  start.refuses('date_before_birth', 'appliedOn', { memberId: father, appliedOn: '1980-04-30' }),
  start.refuses('member_unknown', 'memberId', { memberId: NOBODY, appliedOn: TODAY }),
  onDissolved('start-pension-transfer').refuses('household_dissolved', '', {
    memberId: father,
    appliedOn: TODAY,
  }),

  step.accepts(
    'the next one',
    { id: factId(50), step: 'contact_letter_sent', on: '2026-05-01' },
    {
      path: `transfers[${factId(50)}].steps`,
      from: [{ step: 'applied', on: '2026-05-01' }],
      to: [
        { step: 'applied', on: '2026-05-01' },
        { step: 'contact_letter_sent', on: '2026-05-01' },
      ],
    },
  ),
  step.accepts(
    'a rejection after any but the last',
    { id: factId(50), step: 'rejected', on: TODAY },
    {
      path: `transfers[${factId(50)}].steps`,
      from: [{ step: 'applied', on: '2026-05-01' }],
      to: [
        { step: 'applied', on: '2026-05-01' },
        { step: 'rejected', on: TODAY },
      ],
    },
  ),
  step.accepts('nothing: the last step again', { id: factId(50), step: 'applied', on: '2026-05-01' }),
  step.refuses('transfer_step_out_of_order', 'step', { id: factId(50), step: 'info_received', on: TODAY }),
  step.refuses('transfer_step_out_of_order', 'step', { id: factId(50), step: 'applied', on: TODAY }),
  step.refuses('transfer_ended', 'step', { id: factId(52), step: 'contact_letter_sent', on: TODAY }),
  step.refuses('until_before_from', 'on', {
    id: factId(50),
    step: 'contact_letter_sent',
    on: '2026-04-30',
  }),
  step.refuses('date_after_today', 'on', { id: factId(50), step: 'contact_letter_sent', on: TOMORROW }),
  step.refuses('fact_voided', 'id', { id: factId(51), step: 'contact_letter_sent', on: TODAY }),
  step.refuses('fact_unknown', 'id', { id: NOBODY, step: 'contact_letter_sent', on: TODAY }),
  onDissolved('record-transfer-step').refuses('household_dissolved', '', {
    id: factId(50),
    step: 'contact_letter_sent',
    on: TODAY,
  }),

  voidTransfer.accepts(
    'with a reason',
    { id: factId(50), reason: VOIDED.reason },
    { path: `transfers[${factId(50)}].voided`, to: VOIDED },
  ),
  voidTransfer.refuses('fact_voided', 'id', { id: factId(51), reason: '错' }),

  assess.accepts(
    'today',
    { on: TODAY, scheme: 'dibao', eligible: false },
    added('assessments', { on: TODAY, scheme: 'dibao', eligible: false }),
  ),
  assess.accepts('nothing: the same assessment again', { on: '2026-01-01', scheme: 'dibao', eligible: true }),
  assess.accepts(
    'as one that is void',
    { on: '2025-01-01', scheme: 'tekun', eligible: false },
    added('assessments', { on: '2025-01-01', scheme: 'tekun', eligible: false }),
  ),
  assess.refuses('date_after_today', 'on', { on: TOMORROW, scheme: 'dibao', eligible: true }),
  assess.refuses('invalid_value', 'scheme', { on: TODAY, scheme: 'preferential', eligible: true }),
  onDissolved('assess').refuses('household_dissolved', '', { on: TODAY, scheme: 'dibao', eligible: true }),

  voidAssessment.accepts(
    'with a reason',
    { id: factId(70), reason: VOIDED.reason },
    { path: `assessments[${factId(70)}].voided`, to: VOIDED },
  ),
  voidAssessment.refuses('fact_voided', 'id', { id: factId(71), reason: '错' }),
  voidAssessment.refuses('fact_unknown', 'id', { id: factId(40), reason: '错' }),
];
