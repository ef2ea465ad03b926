import type { Employment } from '../records/household-facts.ts';
import { birthOf, isIdNumber, isTemporaryNumber, sexOf } from '../records/id-number.ts';
import type { Catalogue } from '../records/language.ts';
import type { Member } from '../records/member.ts';
import { atLeast } from './counting.ts';
import { type Days, intersect, minus, outside, span, union } from './days.ts';
import { periodOf } from './fact-days.ts';
import { defineHouseholdRule, noticeClause, type ReasonCode } from './rule.ts';
import type { MemberTerms } from './terms.ts';
import type { Ground, Reason } from './timeline.ts';

const SENTENCES = {
  no_conflict: { 'zh-CN': '档案数据没有矛盾', en: 'Nothing in the record contradicts itself' },
  no_head: { 'zh-CN': '没有登记户主', en: 'There is no head of household' },
  several_heads: { 'zh-CN': '登记了不止一个户主', en: 'There is more than one head of household' },
  temporary_number: {
    'zh-CN': '{member}使用的是临时编号，尚无身份证号码',
    en: 'A temporary number stands in for the ID number: {member}',
  },
  id_number_invalid: {
    'zh-CN': '{member}的身份证号码不正确，校验未通过',
    en: 'The ID number is not a valid one: {member}',
  },
  id_number_birth: {
    'zh-CN': '{member}的出生日期与身份证号码不一致',
    en: 'Birth date and ID number disagree: {member}',
  },
  id_number_sex: { 'zh-CN': '{member}的性别与身份证号码不一致', en: 'Sex and ID number disagree: {member}' },
  student_in_work: {
    'zh-CN': '{member}登记为在校生，同时登记为在就业',
    en: 'Recorded as at school and as in work at once: {member}',
  },
  child_employed: {
    'zh-CN': '{member}未到法定就业年龄，却有就业登记',
    en: 'A job is recorded below the lawful working age: {member}',
  },
  too_old_to_work: {
    'zh-CN': '{member}年事已高，仍登记为在就业，需核实',
    en: 'A job is recorded at a very high age and has to be looked into: {member}',
  },
  overlapping_spells: {
    'zh-CN': '{member}在同一单位的两条就业记录时间重叠',
    en: 'Two job spells at one employer overlap: {member}',
  },
  tekun_in_work: {
    'zh-CN': '享受特困供养的户中有人登记为在就业',
    en: 'Somebody is in work in a household with destitute support',
  },
  dibao_and_tekun: {
    'zh-CN': '低保与特困同时在享，应只享受一种',
    en: 'Subsistence allowance and destitute support are in force at once',
  },
} as const satisfies Catalogue;

type Code = ReasonCode<typeof SENTENCES>;

/** Returns the conflicts of a member's ID number (GB 11643-1999) with its form and the recorded birth date and sex. */
const idConflicts = ({ idNumber, birth, sex }: Member): Code[] => {
  if (isTemporaryNumber(idNumber)) return ['temporary_number'];
  if (!isIdNumber(idNumber)) return ['id_number_invalid'];
  const conflicts: Code[] = [];
  if (birthOf(idNumber) !== birth) conflicts.push('id_number_birth');
  if (sex !== undefined && sexOf(idNumber) !== sex) conflicts.push('id_number_sex');
  return conflicts;
};

const isSameEmployer = (a: Employment, b: Employment): boolean =>
  a.employerCode && b.employerCode
    ? a.employerCode === b.employerCode
    : a.employer !== undefined && a.employer === b.employer;

/** Returns the spell to report: the later one. The order in the record has no meaning. */
const laterOf = (a: Employment, b: Employment): Employment =>
  a.from === b.from ? (a.id > b.id ? a : b) : a.from > b.from ? a : b;

const gap = (code: Code, days: Days, details: Omit<Reason, 'code'> = {}): Ground<Code> => ({
  outcome: 'gap',
  days,
  reason: { code, ...details },
});

const memberConflicts = (terms: MemberTerms, tooOld: number): Ground<Code>[] => {
  const { member, present, atSchool, ofWorkingAge, inWork, jobs, birthday } = terms;
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
export const recordConflicts = defineHouseholdRule({
  id: 'R9',
  name: 'record-conflicts',
  subject: 'household',
  title: { 'zh-CN': '档案数据矛盾', en: 'Conflicts in the record' },
  duty: {
    'zh-CN': '一户一档的数据完整、真实，前后不矛盾',
    en: "A household's record is complete, true and free of contradictions",
  },
  clause: noticeClause('二（二）6', {
    'zh-CN': '形成内容完整、资料齐全、整洁规范的档案体系',
    en: 'Form a system of records that is complete in content and documents, tidy and to the standard',
  }),
  sentences: SENTENCES,
  closing: {
    gap: {
      'zh-CN': '逐条核对并更正互相矛盾的数据',
      en: 'Check and correct each of the facts that contradict each other',
    },
    unknown: { 'zh-CN': '登记该户的搬迁入住时间', en: 'Record when the household moved in' },
  },
  defaults: { deadlineDays: 30, autoClose: true },
  highestLevel: 'city',
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
});
