import { LINKAGE_KINDS } from '../../domain/records/code-lists.ts';
import { codeCell } from '../cells/coded.ts';
import { endDate, startDate } from '../cells/date.ts';
import { positiveMoney } from '../cells/number.ts';
import { name, number, text } from '../cells/text.ts';
import type { Column } from '../column.ts';

/** 利益联结: one row a household's linkage to an industry. */
export const LINKAGE_COLUMNS = [
  {
    heading: '安置点名称',
    aliases: ['安置点', '集中安置点名称'],
    field: 'siteName',
    cell: name,
    needs: 'cell',
    explain: '必填，与安置点台账一致。',
  },
  {
    heading: '产业名称',
    field: 'industryName',
    cell: text,
    needs: 'cell',
    explain: '必填，与产业台账一致。',
  },
  { heading: '户编号', field: 'householdNumber', cell: number, needs: 'cell', explain: '必填，文本格式。' },
  {
    heading: '利益联结方式',
    aliases: ['利益联结机制', '联结方式'],
    field: 'kind',
    cell: codeCell(LINKAGE_KINDS),
    needs: 'cell',
    explain: '必填，按列表填写。',
  },
  {
    heading: '开始时间',
    field: 'from',
    cell: startDate,
    needs: 'cell',
    explain: '必填，日期；只填到月的按当月 1 日。',
  },
  { heading: '结束时间', field: 'until', cell: endDate, explain: '日期；仍在联结的留空或填“至今”。' },
  { heading: '年收益(元)', aliases: ['年收益'], field: 'yearly', cell: positiveMoney, explain: '元。' },
] as const satisfies readonly Column[];
