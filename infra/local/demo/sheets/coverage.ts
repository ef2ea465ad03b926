import { SCHEMES } from '../../../../shared/domain/records/schemes.ts';
import type { Cover, DemoCounty } from '../model.ts';
import type { Random } from '../random.ts';
import { type ColumnOf, countOfEachKind, type DemoSheet, type Line, layOut, mixIn } from '../sheet.ts';
import { endCell, spaceName, startCell } from '../spelling.ts';
import { unassignedNumber } from '../wrong-numbers.ts';

const quoted = (idNumber: string): string => `="${idNumber}"`;

const columns = (random: Random): ColumnOf<Cover>[] => [
  { text: '姓名', cell: ({ person }) => spaceName(random, person.name) },
  { text: '身份证号码', cell: ({ person }) => (person.idNumber ? quoted(person.idNumber) : null) },
  { text: '险种/救助类型', cell: ({ scheme }) => SCHEMES[scheme].zh },
  { text: '状态', cell: ({ status }) => status },
  { text: '开始时间', cell: ({ from }) => startCell(random, from, 'csv-utf8') },
  { text: '结束时间', cell: ({ until }) => endCell(random, until, 'csv-utf8') },
  { text: '月标准（元）', cell: ({ monthly }) => monthly ?? null },
];

/** 保障台账 of the benefits offices: UTF-8 without a byte order mark, numbers as text by `="5117…"`. */
export function coverageSheet(random: Random, { place, households }: DemoCounty): DemoSheet {
  const covers = households.flatMap((household) => household.covers.filter(({ person }) => person.idNumber));
  const wrong = random
    .shuffled(covers)
    .slice(0, countOfEachKind(covers.length, 3))
    .flatMap((subject): Line<Cover>[] => [
      { subject, instead: { 身份证号码: quoted(unassignedNumber(random)) }, refused: 'person_unknown' },
      { subject, instead: { 状态: '待核实' }, refused: 'value_not_in_list' },
      {
        subject,
        instead: { 开始时间: '2025年6月1日', 结束时间: '2025.3' },
        refused: 'end_before_start',
      },
    ]);
  return {
    kind: 'coverage',
    fileName: '07-保障台账.csv',
    format: 'csv-utf8',
    titles: [`${place.name}易地搬迁人口社会保障台账`],
    ...layOut(
      columns(random),
      mixIn(
        random,
        covers.map((subject) => ({ subject })),
        wrong,
      ),
    ),
    tail: [],
  };
}
