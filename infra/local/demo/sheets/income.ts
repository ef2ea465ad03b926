import { yearOf } from '../dates.ts';
import type { DemoCounty, DemoHousehold, Income } from '../model.ts';
import type { Random } from '../random.ts';
import {
  type Cell,
  type ColumnOf,
  countOfEachKind,
  type DemoSheet,
  type Line,
  layOut,
  mixIn,
} from '../sheet.ts';
import { IN_DIGITS, yesNo } from '../spelling.ts';

interface Statement {
  readonly household: DemoHousehold;
  readonly income: Income;
}

/** Amounts, some with thousands separators as in exports. */
const yuan = (amount: number | undefined): Cell =>
  amount === undefined ? null : amount >= 100_000 ? amount.toLocaleString('en-US') : String(amount);

const columns = (year: number): ColumnOf<Statement>[] => [
  { text: '年度', cell: () => year },
  { text: '户编号', cell: ({ household }) => household.number },
  { text: '户主姓名', cell: ({ household }) => household.people[0]?.name ?? null },
  {
    text: '户主证件号码',
    cell: ({ household }) => {
      const idNumber = household.people[0]?.idNumber;
      return idNumber ? `="${idNumber}"` : null;
    },
  },
  { text: '家庭人口数', cell: ({ household }) => household.people.length },
  { text: '人均纯收入(元)', cell: ({ income }) => yuan(income.perCapita) },
  { text: '工资性收入(元)', cell: ({ income }) => yuan(income.wage) },
  { text: '生产经营性收入(元)', cell: ({ income }) => yuan(income.business) },
  { text: '生产经营性支出(元)', cell: ({ income }) => yuan(income.businessCost) },
  { text: '财产性收入(元)', cell: ({ income }) => yuan(income.property) },
  { text: '转移性收入(元)', cell: ({ income }) => yuan(income.transfer) },
  {
    text: '是否加入农民专业合作组织',
    cell: ({ household }) =>
      yesNo(
        household.linkages.some(({ kind }) => kind === '入股分红'),
        IN_DIGITS,
      ),
  },
  { text: '是否有龙头企业带动', cell: ({ household }) => yesNo(household.linkages.length > 0, IN_DIGITS) },
  {
    text: '是否有创业致富带头人带动',
    cell: ({ household }) => yesNo(household.linkages.length > 1, IN_DIGITS),
  },
];

/** 家庭收入 of last year as an old program saves it: GBK, 年度 first, numbers as `="5117…"`, a total below. */
export function incomeSheet(random: Random, { place, households, today }: DemoCounty): DemoSheet {
  const year = yearOf(today) - 1;
  const statements = households.flatMap((household) =>
    household.income ? [{ household, income: household.income }] : [],
  );
  const wrong = random
    .shuffled(statements)
    .slice(0, countOfEachKind(statements.length, 2))
    .flatMap((subject, i): Line<Statement>[] => [
      { subject, instead: { '工资性收入(元)': '约三万' }, refused: 'amount_not_a_number' },
      {
        subject,
        instead: { 户编号: `${place.county}08${String(i + 1).padStart(7, '0')}` },
        refused: 'household_unknown',
      },
    ]);
  const layout = layOut(
    columns(year),
    mixIn(
      random,
      statements.map((subject) => ({ subject })),
      wrong,
    ),
  );
  const people = statements.reduce((sum, { household }) => sum + household.people.length, 0);
  return {
    kind: 'income',
    fileName: '03-家庭收入.csv',
    format: 'csv-gbk',
    titles: [`${year}年度易地搬迁户家庭收入统计表（单位：元）`],
    ...layout,
    tail: [['合计', `${statements.length}户`, null, null, people], []],
  };
}
