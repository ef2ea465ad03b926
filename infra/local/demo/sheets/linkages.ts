import type { DemoCounty, DemoHousehold, Linkage } from '../model.ts';
import type { Random } from '../random.ts';
import { type ColumnOf, countOfEachKind, type DemoSheet, type Line, layOut, mixIn } from '../sheet.ts';
import { endCell, startCell } from '../spelling.ts';

interface Linked {
  readonly household: DemoHousehold;
  readonly linkage: Linkage;
}

const columns = (random: Random): ColumnOf<Linked>[] => [
  { text: '安置点名称', cell: ({ household }) => household.site?.name ?? null },
  { text: '产业名称', cell: ({ linkage }) => linkage.industry.name },
  { text: '户编号', cell: ({ household }) => household.number },
  { text: '户主姓名', cell: ({ household }) => household.people[0]?.name ?? null },
  { text: '利益联结方式', cell: ({ linkage }) => linkage.kind },
  { text: '开始时间', cell: ({ linkage }) => startCell(random, linkage.from, 'csv-utf8-bom') },
  { text: '结束时间', cell: ({ linkage }) => endCell(random, linkage.until, 'csv-utf8-bom') },
  { text: '年收益（元）', cell: ({ linkage }) => linkage.yearly ?? null },
];

/** 利益联结 as a spreadsheet saves it as "CSV UTF-8": with a byte order mark. */
export function linkagesSheet(random: Random, { place, households }: DemoCounty): DemoSheet {
  const linked = households.flatMap((household) =>
    household.linkages.map((linkage) => ({ household, linkage })),
  );
  const wrong = random
    .shuffled(linked)
    .slice(0, countOfEachKind(linked.length, 3))
    .flatMap((subject, i): Line<Linked>[] => [
      { subject, instead: { 产业名称: '翠湖村花椒基地' }, refused: 'industry_unknown' },
      {
        subject,
        instead: { 户编号: `${place.county}08${String(i + 1).padStart(7, '0')}` },
        refused: 'household_unknown',
      },
      {
        subject,
        instead: { 开始时间: '2024-03-15', 结束时间: '2023-12-31' },
        refused: 'end_before_start',
      },
    ]);
  return {
    kind: 'linkages',
    fileName: '05-利益联结.csv',
    format: 'csv-utf8-bom',
    titles: [],
    ...layOut(
      columns(random),
      mixIn(
        random,
        linked.map((subject) => ({ subject })),
        wrong,
      ),
    ),
    tail: [],
  };
}
