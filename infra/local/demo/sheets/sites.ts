import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import type { DemoCounty, DemoPlace, DemoSite } from '../model.ts';
import type { Random } from '../random.ts';
import { type ColumnOf, type DemoSheet, type Line, layOut, mixIn } from '../sheet.ts';
import { startCell } from '../spelling.ts';

const columns = (random: Random, place: DemoPlace): ColumnOf<DemoSite>[] => [
  { text: '安置点名称', cell: ({ name }) => name },
  { text: '行政区划代码', cell: ({ village }) => village.code },
  { text: '县', cell: () => place.name },
  { text: '乡', cell: ({ village }) => village.townshipName },
  { text: '村', cell: ({ village }) => village.name },
  { text: '安置点类型', cell: ({ form }) => form },
  { text: '入住时间', cell: ({ occupied }) => startCell(random, occupied, 'xlsx') },
  { text: '计划户数', cell: ({ plannedHouseholds }) => plannedHouseholds },
  { text: '计划人数', cell: ({ plannedHouseholds }) => plannedHouseholds * 3 },
  { text: '负责人', cell: ({ responsible }) => responsible },
  { text: '联系电话', cell: ({ phone }) => phone },
  { text: '备注', cell: ({ fate }) => (fate === 'not_occupied' ? '二期，待入住' : null) },
];

/** 安置点台账, with a title above the header and a total below. */
export function sitesSheet(random: Random, { place, sites }: DemoCounty): DemoSheet {
  const [first] = sites;
  const wrong: Line<DemoSite>[] = first
    ? [
        {
          subject: {
            ...first,
            name: '三岔口小区安置点',
            village: {
              ...first.village,
              code: AreaCode.parse(`${place.county}997`),
              townshipName: '三岔口镇',
              name: '桥头村',
            },
          },
          instead: { 行政区划代码: null },
          refused: 'township_unknown',
        },
      ]
    : [];
  const layout = layOut(
    columns(random, place),
    mixIn(
      random,
      sites.map((subject) => ({ subject })),
      wrong,
    ),
  );
  const planned = sites.reduce((sum, { plannedHouseholds }) => sum + plannedHouseholds, 0);
  return {
    kind: 'sites',
    fileName: '01-安置点台账.xlsx',
    format: 'xlsx',
    titles: [`${place.name}易地扶贫搬迁集中安置点台账`],
    ...layout,
    tail: [['合计', null, null, null, null, null, null, planned, planned * 3]],
  };
}
