import { idNumber } from '../cells/id-number.ts';
import { money, positiveMoney, whole, year } from '../cells/number.ts';
import { name, number } from '../cells/text.ts';
import { yesNo } from '../cells/yes-no.ts';
import type { Column } from '../column.ts';

/** 家庭收入: the national export, one row a household and year. */
export const INCOME_COLUMNS = [
  {
    heading: '户编号',
    field: 'householdNumber',
    cell: number,
    needs: 'cell',
    explain: '必填，全国系统的户编号，文本格式。',
  },
  { heading: '户主姓名', field: 'headName', cell: name, explain: '用于核对。' },
  {
    heading: '户主证件号码',
    aliases: ['户主身份证号', '户主身份证号码'],
    field: 'headIdNumber',
    cell: idNumber,
    explain: '文本格式，用于核对。',
  },
  {
    heading: '家庭人口数',
    aliases: ['家庭人口'],
    field: 'people',
    cell: whole({ min: 0, max: 99 }),
    explain: '整数。',
  },
  {
    heading: '人均纯收入',
    aliases: ['人均纯收入(元)', '家庭人均纯收入'],
    field: 'perCapita',
    cell: money,
    explain: '元。',
  },
  { heading: '工资性收入', aliases: ['工资性收入(元)'], field: 'wage', cell: money, explain: '元。' },
  {
    heading: '生产经营性收入',
    aliases: ['生产经营性收入(元)'],
    field: 'business',
    cell: money,
    explain: '元，未扣除支出。',
  },
  {
    heading: '生产经营性支出',
    aliases: ['生产经营性支出(元)'],
    field: 'businessCost',
    cell: positiveMoney,
    explain: '元。',
  },
  { heading: '财产性收入', aliases: ['财产性收入(元)'], field: 'property', cell: money, explain: '元。' },
  { heading: '转移性收入', aliases: ['转移性收入(元)'], field: 'transfer', cell: money, explain: '元。' },
  {
    heading: '是否加入农民专业合作组织',
    aliases: ['是否加入农民专业合作社'],
    field: 'cooperative',
    cell: yesNo,
    explain: '是或否。',
  },
  { heading: '是否有龙头企业带动', field: 'leadingEnterprise', cell: yesNo, explain: '是或否。' },
  { heading: '是否有创业致富带头人带动', field: 'entrepreneur', cell: yesNo, explain: '是或否。' },
  {
    heading: '年度',
    aliases: ['数据年度', '年份'],
    field: 'year',
    cell: year,
    needs: 'cell',
    explain: '必填，收入所属的四位年份。',
  },
] as const satisfies readonly Column[];
