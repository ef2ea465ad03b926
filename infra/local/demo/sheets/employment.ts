import type { PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { DemoCounty, DemoHousehold, Job, Person } from '../model.ts';
import { isAble } from '../people.ts';
import type { Random } from '../random.ts';
import { type ColumnOf, countOfEachKind, type DemoSheet, type Line, layOut, mixIn } from '../sheet.ts';
import { endCell, IN_WORDS, spaceName, startCell, typeNumber, yesNo } from '../spelling.ts';
import { numberWithWrongCheck, roundedNumber, unassignedNumber } from '../wrong-numbers.ts';

interface Worked {
  readonly household: DemoHousehold;
  readonly person: Person;
  /** Undefined for a row that says that the person is out of work. */
  readonly job: Job | undefined;
}

const columns = (random: Random, today: PlainDate): ColumnOf<Worked>[] => {
  const isOver = (job: Job | undefined): boolean => job?.until !== undefined && job.until < today;
  return [
    { text: '序号', cell: () => null },
    { text: '单位名称', cell: ({ job }) => job?.employer ?? null },
    { text: '统一社会信用代码', cell: ({ job }) => job?.employerCode ?? null },
    { text: '姓名', cell: ({ person }) => spaceName(random, person.name) },
    {
      text: '身份证号码',
      cell: ({ person }) => (person.idNumber ? typeNumber(random, person.idNumber) : null),
    },
    { text: '村组', cell: ({ household }) => `${household.village.name}${random.int(1, 8)}组` },
    { text: '联系电话', cell: ({ person }) => person.phone ?? null },
    { text: '户属性', cell: ({ household }) => household.attribute },
    { text: '是否就业', cell: ({ job }) => yesNo(job !== undefined, IN_WORDS) },
    { text: '务工状态', cell: ({ job }) => (job ? (isOver(job) ? '已返乡' : '在岗') : '待业') },
    { text: '就业渠道', cell: ({ job }) => job?.channel ?? null },
    { text: '务工区域', cell: ({ job }) => job?.workArea ?? null },
    { text: '务工地址', cell: ({ job }) => job?.place ?? null },
    { text: '行业', cell: ({ job }) => job?.trade ?? null },
    { text: '工种', cell: ({ job }) => job?.job ?? null },
    { text: '月工资', cell: ({ job }) => job?.monthlyWage ?? null },
    { text: '开始时间', cell: ({ job }) => startCell(random, job?.from, 'xlsx') },
    {
      text: '预计返乡时间',
      cell: ({ job }) => (job && !isOver(job) ? endCell(random, job.until, 'xlsx') : null),
    },
    { text: '实际返乡时间', cell: ({ job }) => (isOver(job) ? endCell(random, job?.until, 'xlsx') : null) },
    { text: '回访人', cell: ({ household }) => household.site?.responsible ?? null },
  ];
};

/** 就业台账 of the HR bureau: columns in another order, two additional ones, dates in every form. */
export function employmentSheet(random: Random, { place, households, today }: DemoCounty): DemoSheet {
  const lines = households.flatMap((household) =>
    household.people.flatMap((person): Line<Worked>[] => {
      if (person.jobs.length > 0) return person.jobs.map((job) => ({ subject: { household, person, job } }));
      const isIdle =
        isAble(person) &&
        person.willingness === '愿意' &&
        household.people.every(({ jobs }) => jobs.length === 0);
      return isIdle && person.idNumber ? [{ subject: { household, person, job: undefined } }] : [];
    }),
  );
  const jobs = lines.filter(({ subject }) => subject.job);
  const wrong = random
    .shuffled(jobs)
    .slice(0, countOfEachKind(lines.length, 5))
    .flatMap(({ subject }): Line<Worked>[] => [
      { subject, instead: { 身份证号码: numberWithWrongCheck(random) }, refused: 'wrong_check_digit' },
      { subject, instead: { 身份证号码: roundedNumber(random) }, refused: 'id_number_in_numeric_cell' },
      { subject, instead: { 身份证号码: unassignedNumber(random) }, refused: 'person_unknown' },
      {
        subject,
        instead: { 开始时间: '2024-05-20', 预计返乡时间: '2024-02-29', 实际返乡时间: null },
        refused: 'end_before_start',
      },
      {
        subject,
        instead: {
          是否就业: '否',
          务工状态: '待业',
          开始时间: '2024/7/1',
          预计返乡时间: null,
          实际返乡时间: null,
        },
        refused: 'not_employed_with_start',
      },
    ]);
  return {
    kind: 'employment',
    fileName: '06-就业台账.xlsx',
    format: 'xlsx',
    titles: [`${place.name}易地搬迁脱贫劳动力就业台账`],
    ...layOut(columns(random, today), mixIn(random, lines, wrong)),
    tail: [[], []],
  };
}
