import { coverageStatus, scheme } from '../cells/coverage-status.ts';
import { endDate, startDate } from '../cells/date.ts';
import { idNumber } from '../cells/id-number.ts';
import { positiveMoney } from '../cells/number.ts';
import { name } from '../cells/text.ts';
import type { Column } from '../column.ts';

/** 保障台账: one row a scheme's status over a period. */
export const COVERAGE_COLUMNS = [
  {
    heading: '姓名',
    field: 'name',
    cell: name,
    needs: 'cell',
    explain: '必填，用于核对；低保、特困填户内任一成员。',
  },
  {
    heading: '身份证号码',
    aliases: ['身份证号', '证件号码', '证件号', '公民身份号码'],
    field: 'idNumber',
    cell: idNumber,
    needs: 'cell',
    explain: '必填，文本格式。',
  },
  {
    heading: '险种/救助类型',
    aliases: ['险种', '救助类型', '保障类型'],
    field: 'scheme',
    cell: scheme,
    needs: 'cell',
    explain: '必填，按列表填写。',
  },
  {
    heading: '状态',
    aliases: ['参保状态', '保障状态'],
    field: 'status',
    cell: coverageStatus,
    needs: 'cell',
    explain: '必填，按险种/救助类型各自的列表填写。',
  },
  {
    heading: '开始时间',
    field: 'from',
    cell: startDate,
    needs: 'cell',
    explain: '必填，日期；只填到月的按当月 1 日。',
  },
  {
    heading: '结束时间',
    field: 'until',
    cell: endDate,
    explain: '日期；只填到月的按当月最后一日，仍在保的留空或填“至今”。',
  },
  { heading: '月标准(元)', aliases: ['月标准'], field: 'monthly', cell: positiveMoney, explain: '元。' },
] as const satisfies readonly Column[];
