import type { Row, Sheet } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { type AreaCode, townshipOf } from '../domain/areas/area.ts';
import type { AreaNames } from '../domain/areas/areas.ts';
import { OUTCOMES } from '../domain/records/evaluated.ts';
import { RULES } from '../domain/rules/registry.ts';
import type { FrozenLine } from '../queries/frozen-lines.ts';
import type { AssessedArea, AssessedCounty } from '../queries/frozen-months.ts';
import { OUTCOME_TEXT, ruleTitle, SUBJECT_TEXT } from '../text/rules.ts';
import { assessedCountyView } from '../views/assessment.ts';
import { date, makeSheet, text } from './write.ts';

const ZH = 'zh-CN';

const LINE_HEADINGS = [
  '行政区划代码',
  '乡镇',
  '对象',
  '户编号',
  '安置点名称',
  '系统编号',
  '成员编号',
  '规则',
  '规则内容',
  '结论',
  '起始日期',
];

const number = (value: number): Row[number] => ({ value, type: Number });
const nameIn = ({ nameOf }: AreaNames, code: AreaCode): string => nameOf(code) ?? code;

const lineRow = (
  { kind, id, number: of, name, area, rule, member, outcome, since }: FrozenLine,
  areas: AreaNames,
): Row => [
  text(area),
  text(nameIn(areas, townshipOf(area) ?? area)),
  text(SUBJECT_TEXT[member ? 'member' : kind][ZH]),
  of ? text(of) : null,
  name ? text(name) : null,
  text(id),
  member ? text(member) : null,
  text(rule),
  text(ruleTitle(rule, ZH)),
  text(OUTCOME_TEXT[outcome][ZH]),
  since ? date(since) : null,
];

const COUNT_HEADINGS = [
  '区划',
  '户数',
  '安置点数',
  '规则',
  '规则内容',
  ...OUTCOMES.map((one) => OUTCOME_TEXT[one][ZH]),
];

const countRows = ({ area, households, sites, rules }: AssessedArea, areas: AreaNames): Row[] =>
  RULES.flatMap((rule) => {
    const tally = rules[rule];
    if (!tally) return [];
    return [
      [
        text(nameIn(areas, area)),
        number(households),
        number(sites),
        text(rule),
        text(ruleTitle(rule, ZH)),
        ...OUTCOMES.map((outcome) => number(tally[outcome])),
      ],
    ];
  });

const factRows = (assessed: AssessedCounty, areas: AreaNames): Row[] => {
  const { county, frozenAt, rulesVersion, under, settings, hash, missing } = assessedCountyView(assessed);
  const { month, on } = assessed.opened;
  const facts = [
    ['县', `${nameIn(areas, county)} ${county}`],
    ['月份', month],
    ['结论所属日期', on],
    ['封存时刻（UTC）', frozenAt],
    ['规则版本', String(rulesVersion)],
    ['规则与参数', under],
    ['参数', JSON.stringify(settings)],
    ['全县校验值（SHA-256）', hash ?? '尚未封存完整'],
    ['尚未封存完整的乡镇', missing.map((code) => nameIn(areas, code)).join('、')],
  ] as const;
  return facts.map(([name, value]) => [text(name), text(value)]);
};

/**
 * Writes a frozen month into an `.xlsx` file: its findings, a line each, the counts, and the rules and settings that
 * were used. The archive is streamed into the file.
 */
export async function writeAssessment(
  file: string,
  {
    lines,
    areas,
    counties,
  }: {
    readonly lines: AsyncIterable<FrozenLine>;
    readonly areas: readonly AssessedArea[];
    readonly counties: readonly AssessedCounty[];
  },
  names: AreaNames,
): Promise<void> {
  const rows: Row[] = [];
  for await (const line of lines) rows.push(lineRow(line, names));
  const sheets: Sheet<Buffer>[] = [
    makeSheet('月末结论', LINE_HEADINGS, rows),
    makeSheet(
      '汇总',
      COUNT_HEADINGS,
      areas.flatMap((area) => countRows(area, names)),
    ),
    makeSheet(
      '封存说明',
      ['项目', '内容'],
      counties.flatMap((county) => factRows(county, names)),
    ),
  ];
  await writeXlsxFile(sheets).toFile(file);
}
