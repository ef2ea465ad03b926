import type { Employment } from '../records/household-facts.ts';
import { birthOf, isIdNumber, isTemporaryNumber, sexOf } from '../records/id-number.ts';
import type { Member } from '../records/member.ts';
import { atLeast } from './counting.ts';
import { intersect, minus, outside, span, union } from './days.ts';
import type { HouseholdRule } from './rule.ts';
import { type MemberTerms, periodOf } from './terms.ts';
import type { Ground } from './timeline.ts';

/** What is wrong with a member's ID number (GB 11643-1999) in the light of the member's own birth date and sex. */
const idConflicts = ({ idNumber, birth, sex }: Member): string[] => {
  if (isTemporaryNumber(idNumber)) return ['temporary_number'];
  if (!isIdNumber(idNumber)) return ['id_number_invalid'];
  return [
    ...(birthOf(idNumber) === birth ? [] : ['id_number_birth']),
    ...(sex === undefined || sexOf(idNumber) === sex ? [] : ['id_number_sex']),
  ];
};

const isSameEmployer = (a: Employment, b: Employment): boolean =>
  a.employerCode && b.employerCode
    ? a.employerCode === b.employerCode
    : a.employer !== undefined && a.employer === b.employer;

/** The one to look at: it was entered although the other stood. Their order in the record says nothing. */
const laterOf = (a: Employment, b: Employment): Employment =>
  a.from === b.from ? (a.id > b.id ? a : b) : a.from > b.from ? a : b;

const gap = (code: string, days: Ground['days'], more: Partial<Ground['reason']> = {}): Ground => ({
  outcome: 'gap',
  days,
  reason: { code, ...more },
});

const memberConflicts = (of: MemberTerms, tooOld: number): Ground[] => {
  const { member, present, atSchool, ofWorkingAge, inWork, jobs, birthday } = of;
  const employed = intersect(union(...jobs.map(periodOf)), present);
  return [
    ...idConflicts(member).map((code) => gap(code, present, { member: member.id })),
    gap('student_in_work', intersect(inWork, atSchool), { member: member.id }),
    gap('child_employed', minus(employed, ofWorkingAge), { member: member.id }),
    gap('too_old_to_work', intersect(employed, span(birthday(tooOld))), { member: member.id }),
    ...jobs.flatMap((job, i) =>
      jobs
        .slice(i + 1)
        .filter((other) => isSameEmployer(job, other))
        .map((other) =>
          gap('overlapping_spells', intersect(periodOf(job), periodOf(other), present), {
            member: member.id,
            fact: laterOf(job, other).id,
          }),
        ),
    ),
  ];
};

/** 档案内容完整、资料齐全: data of one household that contradicts itself. */
export const recordConflicts: HouseholdRule = {
  id: 'R9',
  name: 'record-conflicts',
  subject: 'household',
  clause: '二（二）6',
  order: ['gap'],
  otherwise: { outcome: 'met', reason: { code: 'no_conflict' } },
  grounds: ({ members, dibao, tekun, someoneInWork }, { settings }) => {
    const heads = members.filter(({ member }) => member.relation === '户主').map(({ present }) => present);
    return [
      gap('no_head', outside(atLeast(1, heads))),
      gap('several_heads', atLeast(2, heads)),
      ...members.flatMap((member) => memberConflicts(member, settings.tooOldToWork)),
      gap('tekun_in_work', intersect(tekun.inForce, someoneInWork)),
      gap('dibao_and_tekun', intersect(dibao.inForce, tekun.inForce)),
    ];
  },
};
