import type { DemoCounty, DemoSite, Industry } from '../model.ts';
import type { Random } from '../random.ts';
import { type ColumnOf, type DemoSheet, type Line, layOut } from '../sheet.ts';
import { startCell, TICKED, yesNo } from '../spelling.ts';

interface AtSite {
  readonly site: DemoSite;
  readonly industry: Industry;
  readonly serial: number;
  readonly households: number;
  readonly people: number;
}

const columns = (random: Random): ColumnOf<AtSite>[] => [
  { text: '序号', cell: ({ serial }) => serial },
  { text: '安置点名称', cell: ({ site }) => site.name },
  { text: '产业名称', cell: ({ industry }) => industry.name },
  { text: '产业类型', cell: ({ industry }) => industry.type },
  { text: '是否主导产业', cell: ({ industry }) => yesNo(industry.leading, TICKED) },
  { text: '经营主体', cell: ({ industry }) => industry.operator },
  { text: '统一社会信用代码', cell: ({ industry }) => industry.operatorCode },
  { text: '规模', cell: ({ industry }) => industry.scale },
  { text: '投资（万元）', cell: ({ industry }) => industry.investment },
  { group: '带动情况', text: '带动户数', cell: ({ households }) => households },
  { group: '带动情况', text: '带动搬迁人口', cell: ({ people }) => people },
  { group: '带动情况', text: '利益联结方式', cell: ({ industry }) => industry.linkage },
  { group: '带动情况', text: '户均增收（元）', cell: ({ industry }) => industry.incomePerHousehold },
  { text: '运营状态', cell: ({ industry }) => industry.status ?? null },
  { text: '责任人', cell: ({ industry }) => industry.responsible },
  { text: '备注', cell: () => null },
  { text: '投产时间', cell: ({ industry }) => startCell(random, industry.started, 'xlsx') },
  { text: '佐证时间', cell: ({ industry }) => startCell(random, industry.confirmed, 'xlsx') },
];

/** 产业台账, with a header of two rows: 带动情况 is merged over four columns. */
export function industriesSheet(random: Random, { place, sites, households }: DemoCounty): DemoSheet {
  const lines: Line<AtSite>[] = sites.flatMap((site) =>
    site.industries.map((industry) => {
      const linked = households.filter(({ linkages }) => linkages.some((one) => one.industry === industry));
      const people = linked.reduce((sum, one) => sum + one.people.length, 0);
      return { subject: { site, industry, serial: 0, households: linked.length, people } };
    }),
  );
  const [line] = lines;
  const wrong: Line<AtSite>[] = line
    ? [
        { ...line, instead: { 安置点名称: '望月小区安置点' }, refused: 'site_unknown' },
        {
          subject: line.subject,
          instead: { 产业名称: '翠湖村花椒基地', 运营状态: '试运营' },
          refused: 'value_not_in_list',
        },
      ]
    : [];
  const all = [...lines, ...wrong].map((one, i) => ({ ...one, subject: { ...one.subject, serial: i + 1 } }));
  const layout = layOut(columns(random), all);
  const total = lines.reduce((sum, { subject }) => sum + subject.industry.investment, 0);
  return {
    kind: 'industries',
    fileName: '04-产业台账.xlsx',
    format: 'xlsx',
    titles: [`${place.name}集中安置点后续产业台账`],
    ...layout,
    tail: [['合计', null, null, null, null, null, null, null, total]],
  };
}
