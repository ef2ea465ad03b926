import type { PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import { yearOf } from '../dates.ts';
import type { DemoCounty, DemoPlace, Job } from '../model.ts';
import type { Random } from '../random.ts';
import { type Cell, type ColumnOf, type DemoSheet, type Line, layOut } from '../sheet.ts';
import { IN_WORDS, spaceName, typeNumber, yesNo } from '../spelling.ts';
import { type OfHousehold, wrongMembers } from './wrong-members.ts';

/** The job of the year's declaration. */
const declaredJob = ({ household, person }: OfHousehold): Job | undefined =>
  person.jobs.find(({ from, until }) => {
    const year = household.declaredYear;
    return yearOf(from) <= year && (!until || yearOf(until) >= year);
  });

const monthsIn = ({ from, until }: Job, year: number, today: PlainDate): number => {
  const month = (date: PlainDate): number => Number(date.slice(5, 7));
  const end = until && until < today ? until : today;
  const first = yearOf(from) < year ? 1 : month(from);
  const last = yearOf(end) > year ? 12 : month(end);
  return Math.max(0, Math.min(12, last - first + 1));
};

const columns = (random: Random, place: DemoPlace, today: PlainDate): ColumnOf<OfHousehold>[] => {
  const ofJob = (pick: (job: Job, line: OfHousehold) => Cell) => (line: OfHousehold) => {
    const job = declaredJob(line);
    return job ? pick(job, line) : null;
  };
  const isPost = ({ channel }: Job): boolean => channel === '公益性岗位';
  const months = (job: Job, { household }: OfHousehold) => monthsIn(job, household.declaredYear, today);
  return [
    { text: '省', cell: () => place.province },
    { text: '市', cell: () => place.city },
    { text: '县', cell: () => place.name },
    { text: '乡', cell: ({ household }) => household.village.townshipName },
    { text: '村', cell: ({ household }) => household.village.name },
    { text: '户编号', cell: ({ household }) => household.number },
    { text: '人口编号', cell: ({ person }) => person.number },
    { text: '姓名', cell: ({ person }) => spaceName(random, person.name) },
    { text: '性别', cell: ({ person }) => (person.sex === 'male' ? '男' : '女') },
    { text: '出生日期', cell: ({ person }) => ({ date: person.birth }) },
    { text: '证件类型', cell: ({ person }) => (person.certificate ? '残疾证' : '居民身份证') },
    {
      text: '证件号码',
      cell: ({ person: { certificate, idNumber } }) =>
        certificate ?? (idNumber ? typeNumber(random, idNumber) : null),
    },
    { text: '民族', cell: ({ person }) => person.ethnicity },
    { text: '户联系电话', cell: ({ household }) => household.people[0]?.phone ?? null },
    { text: '成员联系电话', cell: ({ person }) => person.phone ?? null },
    { text: '年度', cell: ({ household }) => household.declaredYear },
    { text: '与户主关系', cell: ({ person }) => person.relation },
    { text: '文化程度', cell: ({ person }) => person.education },
    { text: '在校生状况', cell: ({ person }) => person.schooling },
    { text: '健康状况', cell: ({ person }) => person.health },
    { text: '劳动技能', cell: ({ person }) => person.capacity ?? null },
    { text: '务工所在地', cell: ofJob((job) => (isPost(job) ? null : job.place)) },
    { text: '务工企业名称', cell: ofJob((job) => (isPost(job) ? null : (job.employer ?? null))) },
    { text: '务工时间（月）', cell: ofJob((job, line) => (isPost(job) ? null : months(job, line))) },
    { text: '就业渠道', cell: ofJob((job) => job.channel) },
    { text: '公益性岗位类型', cell: ofJob((job) => (isPost(job) ? job.job : null)) },
    { text: '公益性岗位（月数）', cell: ofJob((job, line) => (isPost(job) ? months(job, line) : null)) },
    { text: '是否享受低保', cell: ({ household }) => yesNo(household.declared.dibao, IN_WORDS) },
    { text: '是否特困供养人员', cell: ({ household }) => yesNo(household.declared.tekun, IN_WORDS) },
    {
      text: '是否参加城乡居民基本养老保险',
      cell: ({ person }) => yesNo(person.declared.resident_pension, IN_WORDS),
    },
    {
      text: '是否参加城镇职工基本养老保险',
      cell: ({ person }) => yesNo(person.declared.employee_pension, IN_WORDS),
    },
    {
      text: '是否参加大病保险',
      cell: ({ person: { declared } }) =>
        declared.resident_medical === undefined ? null : yesNo(declared.resident_medical, IN_WORDS),
    },
    { text: '户主姓名', cell: ({ household }) => household.people[0]?.name ?? null },
    { text: '户主证件号码', cell: ({ household }) => household.people[0]?.idNumber ?? null },
    { text: '安置方式', cell: ({ household }) => (household.site ? '集中安置' : '分散安置') },
    { text: '安置点名称', cell: ({ household }) => household.site?.name ?? null },
    { text: '搬迁入住时间', cell: ({ household }) => ({ date: household.movedIn }) },
    { text: '就业意愿', cell: ({ person }) => person.willingness ?? null },
    {
      text: '是否参加城乡居民基本医疗保险',
      cell: ({ person }) => yesNo(person.declared.resident_medical, IN_WORDS),
    },
    {
      text: '是否参加城镇职工基本医疗保险',
      cell: ({ person }) => yesNo(person.declared.employee_medical, IN_WORDS),
    },
    // A column that the township added and the system does not use.
    { text: '户属性', cell: ({ household }) => household.attribute },
    { text: '帮扶联系人', cell: ({ household }) => (household.site ? household.site.responsible : null) },
  ];
};

/** 搬迁户家庭成员: the national export with our columns, further columns behind and blank rows below. */
export function membersSheet(random: Random, { place, households, today }: DemoCounty): DemoSheet {
  const lines = households.flatMap((household) =>
    household.people.map((person): Line<OfHousehold> => ({ subject: { household, person } })),
  );
  const wrong = wrongMembers(random, place, households, lines.length);
  const all = lines.flatMap((line) => {
    const { household, person } = line.subject;
    const behind = household.people.at(-1) === person ? wrong.get(household) : undefined;
    return behind ? [line, behind] : [line];
  });
  return {
    kind: 'members',
    fileName: '02-搬迁户家庭成员.xlsx',
    format: 'xlsx',
    titles: ['全国防返贫监测信息系统：易地搬迁户家庭成员导出', `导出日期：${today}`],
    ...layOut(columns(random, place, today), all),
    tail: [[], [null, ' '], []],
  };
}
