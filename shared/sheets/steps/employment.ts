import { isSameSpell } from '../../records/commands/employments.ts';
import type { Household } from '../../records/household.ts';
import type { Member } from '../../records/member.ts';
import { Refused } from '../../records/refusal.ts';
import type { SheetRow } from '../columns/index.ts';
import {
  differing,
  householdOf,
  isEmpty,
  type KindSteps,
  memberNumbered,
  type RowSteps,
} from './kind-steps.ts';

type Values = SheetRow<'employment'>;

const NOTHING: RowSteps = { steps: [], creates: false };

/** 是否就业 = 否 says nothing that could be recorded, but it must not contradict a job that still runs. */
const comparedToRecord = (
  household: Household,
  member: Member,
  { from }: Values,
  today: string,
): RowSteps => {
  if (from) throw new Refused('not_employed_with_start', 'employed');
  const open = household.employments.find(
    (job) =>
      !job.voided && job.memberId === member.id && job.from <= today && (!job.until || job.until >= today),
  );
  if (open) throw new Refused('job_still_open', 'employed', { from: open.from });
  return NOTHING;
};

const jobOf = (values: Values) => {
  const { employer, employerCode, job, trade, channel, workArea, overseas, place, monthlyWage } = values;
  const until = values.actualUntil ?? values.plannedUntil;
  return {
    employer,
    employerCode,
    job,
    trade,
    channel,
    workArea,
    overseas,
    place,
    monthlyWage,
    until,
    untilIs: until && (values.actualUntil ? ('actual' as const) : ('planned' as const)),
  };
};

/** 就业台账: the same person, employer and start is the same spell. */
export const EMPLOYMENT_STEPS: KindSteps<'employment'> = {
  kind: 'employment',
  subject: 'household',
  target: ({ idNumber }, referents) => ({ id: householdOf(referents, idNumber) }),
  about: ({ idNumber, employer, from }) => `${idNumber} ${employer ?? ''} ${from ?? ''}`,
  steps: (values, household, { today }) => {
    const member = memberNumbered(household, values);
    if (!household) return NOTHING;
    if (values.employed === false) return comparedToRecord(household, member, values, today);
    const { from } = values;
    if (!from) throw new Refused('start_missing', 'from');
    const job = jobOf(values);
    const spell = { memberId: member.id, employer: job.employer, from };
    const known = household.employments.find((one) => !one.voided && isSameSpell(one, spell));
    if (!known) return { steps: [{ name: 'log-employment', input: { ...spell, ...job } }], creates: true };
    const changes = differing(known, job);
    return isEmpty(changes)
      ? NOTHING
      : { steps: [{ name: 'correct-employment', input: { id: known.id, changes } }], creates: false };
  },
  fields: { memberId: 'idNumber', until: 'plannedUntil' },
};
