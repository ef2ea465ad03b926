import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { EmployerCode } from '../records/employer-code.ts';
import { Text } from '../records/facts.ts';
import { Employment } from '../records/household-facts.ts';
import { FactId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import { replaceById, requireFact, requireNotAfterToday, requireOrder } from './checks.ts';
import { type CommandContext, householdCommand } from './command.ts';
import { confirmCommand, correctCommand, newFactId, requireValidStart, voidCommand } from './facts.ts';

const { memberId, channel, workArea, overseas, untilIs, monthlyWage } = Employment.shape;

/** Returns whether two employments have the same member, employer and start. */
export const isSameSpell = (
  a: Pick<Employment, 'memberId' | 'employer' | 'from'>,
  b: Pick<Employment, 'memberId' | 'employer' | 'from'>,
): boolean => a.memberId === b.memberId && a.from === b.from && a.employer === b.employer;

/** Throws `Refused` for an actual end in the future; a planned end may be in the future. */
const requireEnded = (
  { until, untilIs }: Partial<Pick<Employment, 'until' | 'untilIs'>>,
  context: CommandContext,
): void => {
  if (untilIs === 'actual' && until) requireNotAfterToday(until, 'until', context);
};

const logEmployment = householdCommand({
  name: 'log-employment',
  right: 'keep_employments',
  input: z.strictObject({
    id: FactId.optional(),
    memberId,
    employer: Text.optional(),
    employerCode: EmployerCode.optional(),
    job: Text.optional(),
    trade: Text.optional(),
    channel,
    workArea,
    overseas,
    place: Text.optional(),
    from: PlainDate,
    until: PlainDate.optional(),
    untilIs,
    monthlyWage,
  }),
  apply: (household, { id, ...input }, context) => {
    requireValidStart(household, 'employments', input, context);
    requireEnded(input, context);
    if (household.employments.some((one) => !one.voided && isSameSpell(one, input))) {
      throw new Refused('employment_already_logged', 'from', { date: input.from });
    }
    const employment: Employment = {
      id: newFactId(household.employments, id, context),
      ...input,
      ...(input.until ? { untilIs: input.untilIs ?? 'planned' } : {}),
      confirmed: [],
    };
    return { ...household, employments: [...household.employments, employment] };
  },
});

/** Records the actual end of a job. */
const endEmployment = householdCommand({
  name: 'end-employment',
  right: 'keep_employments',
  input: z.strictObject({ id: FactId, on: PlainDate }),
  apply: (household, { id, on }, context) => {
    const job = requireFact(household.employments, id);
    requireNotAfterToday(on, 'on', context);
    requireOrder({ from: job.from, until: on }, 'on');
    if (job.until === on && job.untilIs === 'actual') return household;
    const next: Employment = { ...job, until: on, untilIs: 'actual' };
    return { ...household, employments: replaceById(household.employments, next) };
  },
});

export const EMPLOYMENT_COMMANDS = [
  logEmployment,
  endEmployment,
  correctCommand(
    'correct-employment',
    'employments',
    'keep_employments',
    {
      employer: Text.nullable().optional(),
      employerCode: EmployerCode.nullable().optional(),
      job: Text.nullable().optional(),
      trade: Text.nullable().optional(),
      channel: channel.nullable(),
      workArea: workArea.nullable(),
      overseas: overseas.nullable(),
      place: Text.nullable().optional(),
      from: PlainDate.optional(),
      until: PlainDate.nullable().optional(),
      untilIs: untilIs.nullable(),
      monthlyWage: monthlyWage.nullable(),
    },
    requireEnded,
  ),
  confirmCommand('confirm-employment', 'employments', 'keep_employments'),
  voidCommand('void-employment', 'employments', 'keep_employments'),
] as const;
