import { INDUSTRY_KINDS, INDUSTRY_STATUSES, LINKAGE_KINDS } from '../../domain/records/code-lists.ts';
import { codeCell } from '../cells/coded.ts';
import { startDate } from '../cells/date.ts';
import { employerCode } from '../cells/id-number.ts';
import { positiveMoney, positiveTenThousands, whole } from '../cells/number.ts';
import { name, text } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import type { Column } from '../column.ts';

const count = whole({ min: 0, max: 1_000_000 });

/** 产业台账: one row an industry of a site. */
export const INDUSTRY_COLUMNS = [
  { heading: '序号', field: 'serial', cell: text, explain: '可不填。' },
  {
    heading: '安置点名称',
    aliases: ['安置点', '集中安置点名称'],
    field: 'siteName',
    cell: name,
    needs: 'cell',
    explain: '必填，与安置点台账一致。',
  },
  { heading: '产业名称', field: 'name', cell: text, needs: 'cell', explain: '必填，同一安置点内不重名。' },
  { heading: '产业类型', field: 'type', cell: text, explain: `如：${INDUSTRY_KINDS.join('、')}。` },
  { heading: '是否主导产业', aliases: ['主导产业'], field: 'leading', cell: yesNo, explain: '是或否。' },
  { heading: '经营主体', field: 'operator', cell: text, explain: '企业、合作社等的全称。' },
  {
    heading: '统一社会信用代码',
    aliases: ['信用代码', '社会信用代码'],
    field: 'operatorCode',
    cell: employerCode,
    explain: '18 位。',
  },
  { heading: '规模', aliases: ['产业规模'], field: 'scale', cell: text, explain: '如：200 亩。' },
  {
    heading: '投资(万元)',
    aliases: ['投资', '投资额(万元)'],
    field: 'investment',
    cell: positiveTenThousands,
    explain: '万元。',
  },
  { heading: '带动户数', field: 'declaredHouseholds', cell: count, explain: '整数。' },
  {
    heading: '带动搬迁人口',
    aliases: ['带动搬迁人口数'],
    field: 'declaredPeople',
    cell: count,
    explain: '整数。',
  },
  {
    heading: '利益联结方式',
    aliases: ['利益联结机制'],
    field: 'declaredLinkage',
    cell: text,
    explain: `如：${Object.keys(LINKAGE_KINDS).join('、')}。`,
  },
  {
    heading: '户均增收(元)',
    aliases: ['户均增收'],
    field: 'incomePerHousehold',
    cell: positiveMoney,
    explain: '元。',
  },
  {
    heading: '运营状态',
    aliases: ['运营情况', '状态'],
    field: 'status',
    cell: codeCell(INDUSTRY_STATUSES),
    explain: '按列表填写。',
  },
  { heading: '责任人', aliases: ['负责人'], field: 'responsible', cell: name, explain: '姓名。' },
  { heading: '备注', field: 'note', cell: text, explain: '不超过 500 字。' },
  { heading: '投产时间', field: 'started', cell: startDate, explain: '日期；只填到月的按当月 1 日。' },
  { heading: '佐证时间', field: 'confirmed', cell: startDate, explain: '最近一次核实的日期。' },
] as const satisfies readonly Column[];
