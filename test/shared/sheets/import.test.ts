import { beforeAll, describe, expect, test } from 'vitest';
import { plainDate } from '../../../shared/dates.ts';
import { lookAt } from '../../../shared/findings.ts';
import type { Actor } from '../../../shared/records/actor.ts';
import type { Household } from '../../../shared/records/household.ts';
import { IdNumber } from '../../../shared/records/id-number.ts';
import type { SheetRow } from '../../../shared/sheets/columns/index.ts';
import { type Imported, importSheet } from '../../../shared/sheets/import.ts';
import type { SheetKind } from '../../../shared/sheets/kinds.ts';
import { readSheet } from '../../../shared/sheets/read.ts';
import { writeSheet } from '../../../shared/sheets/write.ts';
import { changesOf } from '../../../shared/table/history.ts';
import { householdsOfNumbers, sitesOfNames } from '../../../shared/table/owners.ts';
import { recordOf } from '../../../shared/table/records.ts';
import { isWrite, recordCalls } from '../../calls.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { idNumber } from '../rules/builders.ts';

const CLERK: Actor = { kind: 'system', job: 'test' };
let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps('2026-06-15');
});

const id = (birth: string, serial: number) => IdNumber.parse(idNumber(birth, serial));
const day = plainDate;

/** Writes rows as a file, reads it as anybody's, and takes it in. The first row of data is row 2. */
const load = async <K extends SheetKind>(kind: K, rows: SheetRow<K>[], dryRun = false): Promise<Imported> => {
  const sheet = await readSheet(kind, await writeSheet(kind, rows));
  expect(sheet.refused).toEqual([]);
  return importSheet(deps, CLERK, sheet, { dryRun, source: `${kind}.xlsx` });
};

const household = async (number: string): Promise<Household | undefined> => {
  const found = (await householdsOfNumbers(deps.table, [number])).get(number);
  const record = found && (await recordOf(deps.table, { kind: 'household', id: found }));
  return record?.kind === 'household' ? record : undefined;
};

const site = async (name: string) => {
  const found = (await sitesOfNames(deps.table, '511722', [name])).get(name);
  const record = found && (await recordOf(deps.table, { kind: 'site', id: found }));
  return record?.kind === 'site' ? record : undefined;
};

const problems = ({ rows }: Imported) =>
  rows.flatMap(({ row, problems: found }) => found.map(({ code, column }) => [row, code, column]));

let serial = 0;
/** Two rows of a household: a head born in 1985 and a child of 2015, with numbers of their own. */
type Person = SheetRow<'members'> & { readonly idNumber: IdNumber };
const family = (number: string, more: Partial<SheetRow<'members'>> = {}): [Person, Person] => {
  serial += 2;
  const household = { county: '宣汉县', township: '南坝镇', householdNumber: number, year: 2026, ...more };
  return [
    {
      ...household,
      number: `${number}-1`,
      name: '户主甲',
      idNumber: id('1985-03-02', serial),
      relation: '户主',
      movedIn: day('2019-10-01'),
      capacity: 'ordinary',
      willingness: 'willing',
    },
    {
      ...household,
      number: `${number}-2`,
      name: '孩子乙',
      idNumber: id('2015-05-20', serial),
      relation: '之子',
      schooling: '小学',
    },
  ];
};

describe('members', () => {
  test('a dry run says what would be created and writes nothing; the import does it; again it writes nothing', async () => {
    const rows = family('A1', { resident_medical: true, dibao: false });
    const calls = recordCalls(deps.table.client);
    const preview = await load('members', rows, true);
    expect(preview.counts).toEqual({ created: 2, changed: 0, unchanged: 0, refused: 0 });
    expect(preview.rows[0]?.changes).toContainEqual({ path: 'number', to: 'A1' });
    expect(calls.filter(isWrite)).toEqual([]);
    expect(await household('A1')).toBeUndefined();

    expect((await load('members', rows)).counts).toEqual(preview.counts);
    const record = await household('A1');
    expect(record).toMatchObject({
      area: expect.stringMatching(/^511722\d{3}$/),
      movedIn: '2019-10-01',
      declared: [{ year: 2026, schemes: { dibao: false } }],
      members: [
        {
          name: '户主甲',
          capacity: [{ from: '2026-01-01', value: 'ordinary' }],
          declared: [{ year: 2026, schemes: { resident_medical: true } }],
        },
        { name: '孩子乙', schooling: [{ from: '2026-01-01', value: '小学' }] },
      ],
    });
    expect(record?.version).toBe(1);

    calls.length = 0;
    expect((await load('members', rows)).counts).toEqual({
      created: 0,
      changed: 0,
      unchanged: 2,
      refused: 0,
    });
    expect(calls.filter(isWrite)).toEqual([]);
  });

  test('a later sheet changes what it says otherwise, field by field, and nothing else', async () => {
    const [head, child] = family('A2');
    await load('members', [head, child]);
    const later = [{ ...head, year: 2027, capacity: 'weak_or_half' as const, phone: '13800000001' }, child];
    const preview = await load('members', later, true);
    expect(preview.rows.map(({ status }) => status)).toEqual(['changed', 'unchanged']);
    const member = (await household('A2'))?.members[0]?.id;
    expect(preview.rows[0]?.changes).toEqual([
      {
        path: `members[${member}].capacity`,
        from: [{ from: '2026-01-01', value: 'ordinary' }],
        to: [
          { from: '2026-01-01', value: 'ordinary' },
          { from: '2027-01-01', value: 'weak_or_half' },
        ],
      },
      { path: `members[${member}].phone`, to: '13800000001' },
    ]);
    await load('members', later);
    const subject = { kind: 'household', id: (await household('A2'))?.id } as never;
    const { items } = await changesOf(deps.table, subject);
    expect(items[0]).toMatchObject({
      actor: 'system:test',
      reason: 'members.xlsx',
      changes: preview.rows[0]?.changes,
    });
  });

  test('values of a year hold from 1 January, or from moving in or birth if later', async () => {
    const [head] = family('A3', { movedIn: day('2026-03-10') });
    await load('members', [{ ...head, movedIn: day('2026-03-10') }]);
    expect((await household('A3'))?.members[0]?.capacity).toEqual([
      { from: '2026-03-10', value: 'ordinary' },
    ]);
  });

  test('a member without a number gets a temporary one, stays the same on loading again, and takes the real one', async () => {
    const [head] = family('A4');
    const baby = { householdNumber: 'A4', name: '新生儿', birth: day('2026-05-01'), relation: '之女' };
    expect((await load('members', [head, baby])).counts.created).toBe(2);
    expect((await load('members', [head, baby])).counts.unchanged).toBe(2);
    const temporary = (await household('A4'))?.members[1];
    expect(temporary?.idNumber).toMatch(/^T511722/);
    const real = { ...baby, number: 'A4-9', idNumber: id('2026-05-01', 901) };
    const numbered = { ...baby, number: 'A4-9' };
    await load('members', [head, numbered]);
    expect((await household('A4'))?.members[1]).toEqual({ ...temporary, number: 'A4-9' });
    await load('members', [head, real]);
    const { members = [] } = (await household('A4')) ?? {};
    expect(members).toHaveLength(2);
    expect(members[1]).toEqual({ ...temporary, number: 'A4-9', idNumber: real.idNumber });
  });

  test('rows of a household that disagree are all refused, and the household is not registered', async () => {
    const [head, child] = family('A5');
    const result = await load('members', [head, { ...child, township: '君塘镇' }, ...family('A6')]);
    expect(problems(result)).toEqual([
      [2, 'household_rows_disagree', '乡'],
      [3, 'household_rows_disagree', '乡'],
    ]);
    expect(await household('A5')).toBeUndefined();
    expect((await household('A6'))?.members).toHaveLength(2);
  });

  test('the same person twice in the file, or already in another household, is a conflict with both places', async () => {
    const [one, two, three] = [family('A7'), family('A8'), family('A9')];
    const [head] = one;
    const [other, kept] = two;
    const twice = await load('members', [
      ...one,
      { ...other, name: head.name, idNumber: head.idNumber },
      kept,
    ]);
    expect(problems(twice)).toEqual([
      [2, 'row_twice', undefined],
      [4, 'row_twice', undefined],
    ]);
    expect(twice.rows[0]?.problems[0]?.values).toEqual({ rows: '2、4' });
    expect((await household('A8'))?.members).toHaveLength(1);

    await load('members', one);
    const [third] = three;
    const elsewhere = await load('members', [{ ...third, idNumber: head.idNumber }]);
    expect(problems(elsewhere)).toEqual([[2, 'person_elsewhere', '证件号码']]);
    expect(elsewhere.rows[0]?.problems[0]?.values).toEqual({ owner: 'A7' });
    expect(await household('A9')).toBeUndefined();
  });

  test.each([
    ['an unknown township', { township: '不存在镇' }, 'area_unknown', '乡'],
    ['an unknown site', { siteName: '没有的安置点' }, 'site_not_found', '安置点名称'],
    ['values of a year without a year', { year: undefined }, 'year_missing', '年度'],
    [
      'a household that moves in in ten years',
      { movedIn: day('2036-01-01') },
      'date_too_far_ahead',
      '搬迁入住时间',
    ],
  ])('%s is refused with its column', async (_, fields, code, column) => {
    const [head] = family('A10');
    const result = await load('members', [{ ...head, ...fields } as SheetRow<'members'>]);
    expect(problems(result)).toEqual([[2, code, column]]);
    expect(await household('A10')).toBeUndefined();
  });
});

describe('sites, industries and linkages', () => {
  test('are known by their names; the site sees what is linked to its industries', async () => {
    await load('sites', [
      {
        name: '幸福小区',
        county: '宣汉县',
        township: '南坝镇',
        occupied: day('2019-10-01'),
        plannedHouseholds: 30,
      },
    ]);
    const rows = [...family('B1', { siteName: '幸福小区' }), ...family('B2', { siteName: '幸福小区' })];
    await load('members', rows);
    const industry = {
      siteName: '幸福小区',
      name: '脆李种植',
      leading: true,
      status: 'operating' as const,
      started: day('2020-03-01'),
      confirmed: day('2026-05-01'),
    };
    expect((await load('industries', [industry])).counts.created).toBe(1);
    expect((await load('industries', [industry])).counts.unchanged).toBe(1);
    expect((await site('幸福小区'))?.industries[0]).toMatchObject({
      leading: [{ from: '2020-03-01', value: true }],
      status: [{ from: '2020-03-01', value: 'operating' }],
      confirmed: ['2026-05-01'],
    });
    const linkage = {
      siteName: '幸福小区',
      industryName: '脆李种植',
      householdNumber: 'B1',
      kind: 'dividend' as const,
      from: day('2026-01-01'),
      yearly: 600,
    };
    expect((await load('linkages', [linkage])).counts.created).toBe(1);
    expect((await load('linkages', [linkage])).counts.unchanged).toBe(1);
    const subject = { kind: 'site', id: (await site('幸福小区'))?.id } as never;
    expect((await lookAt(deps, subject, day('2026-06-15')))?.findings).toMatchObject([
      { rule: 'R1', outcome: 'met' },
    ]);
    expect((await site('幸福小区'))?.evaluated?.findings).toMatchObject([{ outcome: 'met' }]);

    const ended = await load('linkages', [{ ...linkage, until: day('2026-06-01') }]);
    expect(ended.rows[0]?.changes).toMatchObject([
      { path: expect.stringMatching(/\.until$/), to: '2026-06-01' },
    ]);
    expect((await site('幸福小区'))?.evaluated?.findings).toMatchObject([{ outcome: 'gap' }]);
  });

  test('an industry that stopped and runs again does so from the day that was seen, not from its beginning', async () => {
    const row = { siteName: '幸福小区', name: '香菇', started: day('2020-03-01') };
    await load('industries', [{ ...row, status: 'operating', confirmed: day('2024-05-01') }]);
    await load('industries', [{ ...row, status: 'stopped', confirmed: day('2025-05-01') }]);
    await load('industries', [{ ...row, status: 'operating', confirmed: day('2026-05-01') }]);
    const found = (await site('幸福小区'))?.industries.find(({ name }) => name === '香菇');
    expect(found?.status).toEqual([
      { from: '2020-03-01', value: 'operating' },
      { from: '2025-05-01', value: 'stopped' },
      { from: '2026-05-01', value: 'operating' },
    ]);
  });

  test('what they refer to must be there', async () => {
    const linkage = {
      siteName: '幸福小区',
      industryName: '没有',
      householdNumber: 'B1',
      kind: 'land' as const,
      from: day('2026-01-01'),
    };
    expect(problems(await load('linkages', [linkage, { ...linkage, householdNumber: 'Z' }]))).toEqual([
      [2, 'industry_not_found', '产业名称'],
      [3, 'household_not_found', '户编号'],
    ]);
    expect(problems(await load('industries', [{ siteName: '没有', name: '香菇' }]))).toEqual([
      [2, 'site_not_found', '安置点名称'],
    ]);
    const contradicting = { name: '另一处', area: '511722101', county: '宣汉县', township: '南坝镇' };
    expect(problems(await load('sites', [contradicting as never]))).toEqual([
      [2, 'area_contradicts_names', '行政区划代码'],
    ]);
  });
});

describe('employment', () => {
  let head: Person;
  const job = (more: Partial<SheetRow<'employment'>> = {}) => ({
    name: '户主甲',
    idNumber: head.idNumber,
    employer: '宏达制衣厂',
    from: day('2025-09-01'),
    ...more,
  });
  beforeAll(async () => {
    const rows = family('C1');
    [head] = rows;
    await load('members', rows);
  });

  test('the same person, employer and start is the same spell; a changed end is an update', async () => {
    expect((await load('employment', [job({ plannedUntil: day('2026-08-31') })])).counts.created).toBe(1);
    expect((await household('C1'))?.employments).toMatchObject([{ until: '2026-08-31', untilIs: 'planned' }]);
    const ended = await load('employment', [
      job({ plannedUntil: day('2026-08-31'), actualUntil: day('2026-05-31') }),
    ]);
    expect(ended.rows[0]?.status).toBe('changed');
    expect(ended.rows[0]?.changes.map(({ path, from, to }) => [path.split('.').at(-1), from, to])).toEqual([
      ['until', '2026-08-31', '2026-05-31'],
      ['untilIs', 'planned', 'actual'],
    ]);
    expect((await household('C1'))?.employments).toHaveLength(1);
  });

  test('是否就业 = 否 records nothing, and contradicts neither a start nor an open job', async () => {
    const { from: _, employer: __, ...no } = job({ employed: false });
    expect((await load('employment', [no])).counts.unchanged).toBe(1);
    expect(problems(await load('employment', [job({ employed: false })]))).toEqual([
      [2, 'not_employed_with_start', '是否就业'],
    ]);
    await load('employment', [job({ employer: '另一家', from: day('2026-06-01') })]);
    expect(problems(await load('employment', [no]))).toEqual([[2, 'job_still_open', '是否就业']]);
  });

  test.each([
    ['a person whom nobody knows', { idNumber: id('1980-01-01', 999) }, 'person_not_found', '身份证号码'],
    ['a name that is not theirs', { name: '别人' }, 'name_differs', '姓名'],
    ['no start', { from: undefined }, 'start_missing', '开始时间'],
    ['an end before the start', { actualUntil: day('2025-08-01') }, 'until_before_from', '预计返乡时间'],
    ['a start before birth', { from: day('1980-01-01') }, 'date_before_birth', '开始时间'],
  ])('%s is refused with its column', async (_, fields: object, code, column) => {
    const before = await household('C1');
    expect(problems(await load('employment', [job(fields)]))).toEqual([[2, code, column]]);
    expect(await household('C1')).toEqual(before);
  });
});

test('coverage: a household scheme is the household’s, a member scheme the member’s', async () => {
  const rows = family('D1');
  const idNumberOfHead = rows[0].idNumber;
  await load('members', rows);
  const entry = { name: '户主甲', idNumber: idNumberOfHead, from: day('2024-01-01') };
  const sheet = [
    { ...entry, scheme: 'dibao' as const, status: 'covered', monthly: 380 },
    { ...entry, scheme: 'resident_medical' as const, status: 'insured' },
  ];
  expect((await load('coverage', sheet)).counts.created).toBe(2);
  expect((await load('coverage', sheet)).counts.unchanged).toBe(2);
  const record = await household('D1');
  expect(record?.coverages).toMatchObject([
    { scheme: 'dibao', monthly: 380 },
    { memberId: record?.members[0]?.id },
  ]);
  expect(record?.coverages[0]).not.toHaveProperty('memberId');
});

test('income: a statement of a year, of the household whose head it names', async () => {
  const rows = family('E1');
  await load('members', rows);
  const statement = {
    householdNumber: 'E1',
    year: 2025,
    perCapita: 12_000,
    business: 5000,
    businessCost: 2000,
  };
  expect((await load('income', [statement])).counts.created).toBe(1);
  expect((await household('E1'))?.statements).toMatchObject([
    { year: 2025, date: '2025-12-31', perCapita: 12_000 },
  ]);
  expect((await load('income', [{ ...statement, perCapita: 13_000 }])).rows[0]?.changes).toMatchObject([
    { from: [{ perCapita: 12_000 }], to: [{ perCapita: 13_000 }] },
  ]);
  const wrongHead = { ...statement, headIdNumber: id('1980-01-01', 998) };
  expect(problems(await load('income', [wrongHead, { ...statement, householdNumber: 'Z' }]))).toEqual([
    [2, 'head_not_in_household', '户主证件号码'],
    [3, 'household_not_found', '户编号'],
  ]);
});

test('a record that the table does not take is refused as busy; the others are imported, and loading again completes it', async () => {
  const rows = [...family('F1'), ...family('F2')];
  let failures = 0;
  const { client } = deps.table;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const fails =
          commandName === 'TransactWriteItemsCommand' && JSON.stringify(args.input).includes('"F1"');
        if (fails && failures++ < 1)
          throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
        return next(args);
      },
    { step: 'initialize', name: 'throttle', priority: 'low' },
  );
  const first = await load('members', rows);
  client.middlewareStack.remove('throttle');
  expect(problems(first)).toEqual([
    [2, 'busy', undefined],
    [3, 'busy', undefined],
  ]);
  expect(first.counts.created).toBe(2);
  expect((await load('members', rows)).counts).toEqual({ created: 2, changed: 0, unchanged: 2, refused: 0 });
});
