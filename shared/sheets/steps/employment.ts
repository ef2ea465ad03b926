import type { PlainDate } from '../../domain/calendar/dates.ts';
import { isSameSpell } from '../../domain/commands/employments.ts';
import type { Household } from '../../domain/records/household.ts';
import type { Employment } from '../../domain/records/household-facts.ts';
import { FactId } from '../../domain/records/ids.ts';
import type { Member } from '../../domain/records/member.ts';
import { Refused } from '../../domain/records/refusal.ts';
import type { SheetRow } from '../columns/index.ts';
import {
  changedFields,
  endPatch,
  findKnownFact,
  findMember,
  householdOfPerson,
  isEmpty,
  type KindSteps,
  type RowSteps,
} from './kind-steps.ts';

type Values = SheetRow<'employment'>;

const NOTHING: RowSteps = { steps: [], creates: false };

/** 是否就业 = 否 records nothing. Throws `Refused` if it contradicts a job that has not ended. */
const requireNoOpenJob = (
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

/** 实际返乡时间 takes precedence over 预计返乡时间, also over a planned end on record; 至今 removes an end. */
const endOf = (
  { plannedUntil, actualUntil }: Values,
  known: Employment | undefined,
): { until?: PlainDate | null; untilIs?: 'planned' | 'actual' | null } => {
  const actual = endPatch(actualUntil);
  if (actual) return { until: actual, untilIs: 'actual' };
  if (actual === undefined && known?.until && known.untilIs === 'actual') return {};
  const planned = endPatch(plannedUntil);
  if (planned) return { until: planned, untilIs: 'planned' };
  return actual === null || planned === null ? { until: null, untilIs: null } : {};
};

const jobOf = (values: Values) => {
  const { employer, employerCode, job, trade, channel, workArea, overseas, place, monthlyWage } = values;
  return { employer, employerCode, job, trade, channel, workArea, overseas, place, monthlyWage };
};

/** 就业台账: the same person, employer and start is the same spell. */
export const EMPLOYMENT_STEPS: KindSteps<'employment'> = {
  kind: 'employment',
  subject: 'household',
  target: ({ idNumber }, referents) => ({ id: householdOfPerson(referents, idNumber) }),
  statements: (values) => ({ [`${values.idNumber} ${values.employer ?? ''} ${values.from ?? ''}`]: values }),
  steps: (values, household, { today, newId }) => {
    const member = findMember(household, values);
    if (!household) return NOTHING;
    if (values.employed === false) return requireNoOpenJob(household, member, values, today);
    const { from } = values;
    if (!from) throw new Refused('start_missing', 'from');
    const job = jobOf(values);
    const spell = { memberId: member.id, employer: job.employer, from };
    const known = findKnownFact(household.employments, (one) => isSameSpell(one, spell));
    const { until, untilIs } = endOf(values, known);
    if (!known) {
      const id = FactId.parse(newId());
      const input = { id, ...spell, ...job, until: until ?? undefined, untilIs: untilIs ?? undefined };
      return { steps: [{ name: 'log-employment', input }], creates: true };
    }
    const changes = changedFields(known, { ...job, until, untilIs });
    return isEmpty(changes)
      ? NOTHING
      : { steps: [{ name: 'correct-employment', input: { id: known.id, changes } }], creates: false };
  },
  fields: { memberId: 'idNumber', until: 'plannedUntil' },
};
