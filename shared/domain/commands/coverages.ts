import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { PositiveMoney, Text } from '../records/facts.ts';
import {
  Assessment,
  Coverage,
  type PensionTransfer,
  TRANSFER_STEPS,
  TransferStep,
} from '../records/household-facts.ts';
import { FactId, MemberId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import { effectOf, SCHEMES, type Scheme } from '../records/schemes.ts';
import {
  replaceById,
  requireFact,
  requireInLife,
  requireMember,
  requireNotAfterToday,
  requireNotDissolved,
  requireOrder,
} from './checks.ts';
import { householdCommand } from './command.ts';
import { correctCommand, endCommand, newFactId, requireValidStart, voidCommand } from './facts.ts';

const checkStatus = (scheme: Scheme, status: string): void => {
  if (effectOf(scheme, status) === undefined)
    throw new Refused('status_not_of_scheme', 'status', { scheme, status });
};

const logCoverage = householdCommand({
  name: 'log-coverage',
  right: 'keep_coverages',
  input: z.strictObject({
    id: FactId.optional(),
    memberId: MemberId.optional(),
    scheme: Coverage.shape.scheme,
    status: z.string(),
    from: PlainDate,
    until: PlainDate.optional(),
    monthly: PositiveMoney.optional(),
  }),
  apply: (household, { id, ...input }, context) => {
    requireValidStart(household, 'coverages', input, context);
    checkStatus(input.scheme, input.status);
    const ofMember = SCHEMES[input.scheme].subject === 'member';
    if (ofMember && !input.memberId) throw new Refused('scheme_needs_member', 'memberId');
    if (!ofMember && input.memberId) throw new Refused('scheme_is_households', 'memberId');
    const twin = household.coverages.find(
      (one) =>
        !one.voided &&
        one.memberId === input.memberId &&
        one.scheme === input.scheme &&
        one.from === input.from &&
        one.status === input.status,
    );
    if (twin) throw new Refused('coverage_already_logged', 'from', { date: input.from });
    const coverage: Coverage = { id: newFactId(household.coverages, id, context), ...input };
    return { ...household, coverages: [...household.coverages, coverage] };
  },
});

const startPensionTransfer = householdCommand({
  name: 'start-pension-transfer',
  right: 'move_pensions',
  input: z.strictObject({
    memberId: MemberId,
    appliedOn: PlainDate.meta({ description: '申请日期 · the day of the application' }),
    fromPlace: Text.optional(),
    toPlace: Text.optional(),
  }),
  apply: (household, { appliedOn, ...input }, context) => {
    requireNotDissolved(household);
    requireNotAfterToday(appliedOn, 'appliedOn', context);
    requireInLife(requireMember(household, input.memberId), appliedOn, 'appliedOn');
    const known = household.transfers.some(
      (one) => !one.voided && one.memberId === input.memberId && one.steps[0]?.on === appliedOn,
    );
    if (known) return household;
    const transfer: PensionTransfer = {
      id: FactId.parse(context.newId()),
      ...input,
      steps: [{ step: 'applied', on: appliedOn }],
    };
    return { ...household, transfers: [...household.transfers, transfer] };
  },
});

/** Returns the step that must follow; undefined after the last step and after a rejection. */
const nextStep = (last: TransferStep): TransferStep | undefined =>
  last === 'rejected' ? undefined : TRANSFER_STEPS[TRANSFER_STEPS.indexOf(last) + 1];

const recordTransferStep = householdCommand({
  name: 'record-transfer-step',
  right: 'move_pensions',
  input: z.strictObject({ id: FactId, step: TransferStep, on: PlainDate }),
  apply: (household, { id, step, on }, context) => {
    requireNotDissolved(household);
    requireNotAfterToday(on, 'on', context);
    const transfer = requireFact(household.transfers, id);
    const last = transfer.steps.at(-1);
    if (!last) throw new Refused('fact_unknown', 'id');
    if (last.step === step && last.on === on) return household;
    const expected = nextStep(last.step);
    if (!expected) throw new Refused('transfer_ended', 'step', { last: last.step });
    if (step !== expected && step !== 'rejected') {
      throw new Refused('transfer_step_out_of_order', 'step', { step, expected });
    }
    requireOrder({ from: last.on, until: on }, 'on');
    const next: PensionTransfer = { ...transfer, steps: [...transfer.steps, { step, on }] };
    return { ...household, transfers: replaceById(household.transfers, next) };
  },
});

const assess = householdCommand({
  name: 'assess',
  right: 'keep_coverages',
  input: z.strictObject({
    on: PlainDate,
    scheme: Assessment.shape.scheme,
    eligible: z.boolean(),
  }),
  apply: (household, input, context) => {
    requireNotDissolved(household);
    requireNotAfterToday(input.on, 'on', context);
    const known = household.assessments.some(
      (one) =>
        !one.voided && one.on === input.on && one.scheme === input.scheme && one.eligible === input.eligible,
    );
    if (known) return household;
    const assessment: Assessment = { id: FactId.parse(context.newId()), ...input };
    return { ...household, assessments: [...household.assessments, assessment] };
  },
});

export const COVERAGE_COMMANDS = [
  logCoverage,
  correctCommand('correct-coverage', 'coverages', 'keep_coverages', {
    from: PlainDate.optional(),
    until: PlainDate.nullable().optional(),
    monthly: PositiveMoney.nullable().optional(),
  }),
  endCommand('end-coverage', 'coverages', 'keep_coverages'),
  voidCommand('void-coverage', 'coverages', 'keep_coverages'),
  startPensionTransfer,
  recordTransferStep,
  voidCommand('void-pension-transfer', 'transfers', 'move_pensions'),
  assess,
  voidCommand('void-assessment', 'assessments', 'keep_coverages'),
] as const;
