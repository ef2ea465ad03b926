import { EMPLOYMENT_CHANNELS } from '../../domain/records/code-lists.ts';
import { codeCell } from '../cells/coded.ts';
import { endDate, startDate } from '../cells/date.ts';
import { employerCode, idNumber } from '../cells/id-number.ts';
import { positiveMoney } from '../cells/number.ts';
import { name, phone, text } from '../cells/text.ts';
import { overseas, workArea } from '../cells/work-area.ts';
import { yesNo } from '../cells/yes-no.ts';
import type { Column } from '../column.ts';

const WORK_AREA = {
  heading: '务工区域',
  explain: '按列表填写；在境外的填“境外”。',
} as const;

/** 就业台账 of the HR bureau: one row a job of a person. */
export const EMPLOYMENT_COLUMNS = [
  { heading: '姓名', field: 'name', cell: name, needs: 'cell', explain: '必填，用于核对。' },
  {
    heading: '身份证号码',
    aliases: ['身份证号', '证件号码', '证件号', '公民身份号码'],
    field: 'idNumber',
    cell: idNumber,
    needs: 'cell',
    explain: '必填，文本格式。',
  },
  { heading: '村组', aliases: ['村(组)', '村'], field: 'village', cell: text, explain: '用于核对。' },
  { heading: '联系电话', aliases: ['电话'], field: 'phone', cell: phone, explain: '文本格式。' },
  { heading: '户属性', field: 'attribute', cell: text, explain: '用于核对。' },
  { heading: '务工状态', field: 'workStatus', cell: text, explain: '用于核对。' },
  { heading: '是否就业', field: 'employed', cell: yesNo, explain: '是或否；填“否”的不填开始时间。' },
  { ...WORK_AREA, field: 'workArea', cell: workArea },
  { ...WORK_AREA, field: 'overseas', cell: overseas },
  { heading: '务工地址', aliases: ['务工地点'], field: 'place', cell: text, explain: '务工地点。' },
  { heading: '行业', field: 'trade', cell: text, explain: '如：建筑业。' },
  { heading: '工种', aliases: ['岗位'], field: 'job', cell: text, explain: '如：焊工。' },
  {
    heading: '单位名称',
    aliases: ['务工单位', '企业名称'],
    field: 'employer',
    cell: text,
    explain: '用人单位全称。',
  },
  {
    heading: '开始时间',
    aliases: ['务工开始时间', '就业时间'],
    field: 'from',
    cell: startDate,
    needs: 'column',
    explain: '日期，如 2026-03-01；只填到月的按当月 1 日。',
  },
  {
    heading: '预计返乡时间',
    field: 'plannedUntil',
    cell: endDate,
    explain: '日期；只填到月的按当月最后一日。',
  },
  {
    heading: '实际返乡时间',
    field: 'actualUntil',
    cell: endDate,
    explain: '日期；仍在务工的留空或填“至今”。',
  },
  { heading: '就业渠道', field: 'channel', cell: codeCell(EMPLOYMENT_CHANNELS), explain: '按列表填写。' },
  {
    heading: '统一社会信用代码',
    aliases: ['信用代码', '社会信用代码'],
    field: 'employerCode',
    cell: employerCode,
    explain: '18 位；灵活就业、自主创业可不填。',
  },
  {
    heading: '月工资',
    aliases: ['月工资(元)', '月收入'],
    field: 'monthlyWage',
    cell: positiveMoney,
    explain: '元。',
  },
] as const satisfies readonly Column[];
