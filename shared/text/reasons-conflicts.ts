import type { Catalogue } from '../domain/records/language.ts';

/** Reasons of R9. */
export const CONFLICTS = {
  no_conflict: {
    'zh-CN': '档案数据没有矛盾',
    en: 'Nothing in the record contradicts itself',
  },
  no_head: {
    'zh-CN': '没有登记户主',
    en: 'There is no head of household',
  },
  several_heads: {
    'zh-CN': '登记了不止一个户主',
    en: 'There is more than one head of household',
  },
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
  id_number_sex: {
    'zh-CN': '{member}的性别与身份证号码不一致',
    en: 'Sex and ID number disagree: {member}',
  },
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
