import type { Catalogue } from '../domain/records/language.ts';

/** Reasons why a readable row cannot be imported, with the remedy. */
export const ROW_TEXT = {
  site_not_found: {
    'zh-CN': '没有名为“{name}”的安置点，请核对名称，或先导入安置点台账',
    en: 'There is no site named “{name}”; check the name, or import the sheet of sites first',
  },
  site_ambiguous: {
    'zh-CN': '多个县都有名为“{name}”的安置点，请改用不重复的名称',
    en: 'More than one county has a site named “{name}”; give it a name of its own',
  },
  industry_not_found: {
    'zh-CN': '安置点“{site}”没有名为“{name}”的产业，请核对名称，或先导入产业台账',
    en: 'The site “{site}” has no industry named “{name}”; check the name, or import the sheet of industries first',
  },
  household_not_found: {
    'zh-CN': '没有户编号为 {number} 的搬迁户，请核对户编号，或先导入家庭成员表',
    en: 'There is no household numbered {number}; check the number, or import the sheet of members first',
  },
  person_not_found: {
    'zh-CN': '没有这个身份证号码的家庭成员，请核对号码，或先导入家庭成员表',
    en: 'Nobody on record has this ID number; check the number, or import the sheet of members first',
  },
  name_differs: {
    'zh-CN': '姓名与该身份证号码登记的姓名不一致，请核对是姓名写错还是号码写错',
    en: 'The name is not the one on record for this ID number; check which of the two is wrong',
  },
  head_not_in_household: {
    'zh-CN': '户主证件号码不是这一户的成员，请核对户编号和户主证件号码',
    en: 'The head’s ID number is nobody’s in this household; check the household number and the ID number',
  },
  not_employed_with_start: {
    'zh-CN': '“是否就业”为否，却填了开始时间，请核对后只保留正确的一项',
    en: 'Not employed, yet a start is given; keep whichever is right',
  },
  job_still_open: {
    'zh-CN': '“是否就业”为否，但台账中有一份自 {from} 起仍在务工的记录，请核实后填写实际返乡时间',
    en: 'Not employed, but a job on record since {from} is still open; find out, and give the day on which it ended',
  },
  start_missing: {
    'zh-CN': '没有开始时间，请填写务工开始的日期',
    en: 'There is no start; give the day on which the job began',
  },
  household_rows_disagree: {
    'zh-CN': '同一户各行的这一列不一致（第 {rows} 行），请统一后再导入',
    en: 'The rows of this household disagree on this column (rows {rows}); make them agree and import again',
  },
  year_missing: {
    'zh-CN': '填了按年度登记的内容，却没有年度，请填写四位年份',
    en: 'There are values of a year but no year; give it in four digits',
  },
  area_missing: {
    'zh-CN': '没有迁入地乡镇（街道），请填写县和乡的名称或代码',
    en: 'There is no township; give the names of county and township, or the code',
  },
  area_contradicts_names: {
    'zh-CN': '行政区划代码 {area} 与乡镇“{name}”不一致，请核对',
    en: 'The code {area} is not that of the township “{name}”; check which is right',
  },
  fact_voided_before: {
    'zh-CN': '同样的记录已于 {on} 作废，请核实；确属有误作废的，请在系统中重新登记',
    en: 'The same entry was voided on {on}; find out, and if that was a mistake enter it anew by hand',
  },
  person_unclear: {
    'zh-CN': '户内已有同名成员，不能确定是否同一人，请填写证件号码、人口编号或出生日期',
    en: 'The household has a member of this name, and it is not clear whether it is the same person; give the ID number, the person’s number or the date of birth',
  },
  person_number_conflict: {
    'zh-CN': '该人口编号登记的是本户另一名成员，请核对人口编号、姓名和证件号码',
    en: 'This number is on record for another member of the household; check the number, the name and the ID number',
  },
  member_listed_again: {
    'zh-CN': '该成员已于 {on} 离开本户或去世，表中却仍列出，请核实；登记有误的，请先在系统中更正',
    en: 'This member left or died on {on} and is listed nevertheless; find out, and if the record is wrong correct it first',
  },
  record_unreadable: {
    'zh-CN': '这条档案的内容已损坏，无法读取，本行没有导入，请联系系统管理员',
    en: 'This record cannot be read, so the row was not imported; tell whoever runs the system',
  },
  row_twice: {
    'zh-CN': '第 {rows} 行说的是同一件事，内容却不同，请只保留正确的一行',
    en: 'Rows {rows} speak of the same thing and say different things; keep the one that is right',
  },
} as const satisfies Catalogue;
