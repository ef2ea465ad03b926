import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoCounty } from '../../../infra/local/demo/county.ts';
import { type DemoFile, demoFollowUps, demoSheets, writeDemo } from '../../../infra/local/demo/index.ts';
import type { DemoOptions } from '../../../infra/local/demo/model.ts';
import { deal, randomOf } from '../../../infra/local/demo/random.ts';
import { type Cell, type DemoSheet, isFoundByReading } from '../../../infra/local/demo/sheet.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { OUTCOMES, type Outcome } from '../../../shared/domain/records/evaluated.ts';
import { birthOf, IdNumber, sexOf } from '../../../shared/domain/records/id-number.ts';
import type { RuleId } from '../../../shared/domain/records/rule-id.ts';
import { RULES } from '../../../shared/domain/rules/registry.ts';
import type { Finding } from '../../../shared/domain/rules/timeline.ts';
import type { SheetKind } from '../../../shared/sheets/kinds.ts';
import { AREAS, townships } from '../../areas.ts';
import { emptyWorld, findingsOf, importFile, typeIn, type World } from './demo-import.ts';

const OPTIONS: DemoOptions = {
  areas: AREAS,
  county: AreaCode.parse('511722'),
  households: 1_000,
  seed: 1,
  today: plainDate('2026-06-15'),
};

const county = demoCounty(OPTIONS);
const people = county.households.flatMap((household) => household.people);
const sheets = demoSheets(OPTIONS);

const sheetOf = (kind: SheetKind): DemoSheet => {
  const sheet = sheets.find((one) => one.kind === kind);
  if (!sheet) throw new Error(`no sheet of ${kind}`);
  return sheet;
};

const column = (sheet: DemoSheet, heading: string): Cell[] => {
  const index = sheet.headings.findIndex(({ text }) => text === heading);
  if (index < 0) throw new Error(`no column ${heading}`);
  return sheet.rows.map((row) => row[index] ?? null);
};

const share = <T>(list: readonly T[], test: (one: T) => boolean): number =>
  list.filter(test).length / list.length;

describe('chance', () => {
  test('the same keys draw the same, other keys something else', () => {
    const draws = (...keys: (string | number)[]) => {
      const random = randomOf(...keys);
      return Array.from({ length: 20 }, () => random.int(0, 1_000_000));
    };
    expect(draws(1, 'a')).toEqual(draws(1, 'a'));
    expect(draws(1, 'a')).not.toEqual(draws(2, 'a'));
    expect(draws(1, 'a')).not.toEqual(draws(1, 'b'));
  });

  test('dealing gives each value its share, and a rare one at least once', () => {
    const hand = deal(randomOf(1), 200, [
      ['common', 900],
      ['some', 99],
      ['rare', 1],
    ] as const);
    expect(hand).toHaveLength(200);
    expect(hand.filter((one) => one === 'rare')).toHaveLength(1);
    expect(hand.filter((one) => one === 'some')).toHaveLength(20);
  });
});

describe('the county', () => {
  test('is the same for a seed and a day, and another for another', () => {
    expect(demoSheets(OPTIONS)).toEqual(sheets);
    expect(demoSheets({ ...OPTIONS, households: 50, seed: 2 })).not.toEqual(
      demoSheets({ ...OPTIONS, households: 50, seed: 3 }),
    );
  });

  test('has as many households as asked for, of one to seven people, about three each', () => {
    expect(county.households).toHaveLength(1_000);
    const sizes = county.households.map((household) => household.people.length);
    expect(Math.min(...sizes)).toBe(1);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(7);
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(6);
    expect(people.length / 1_000).toBeCloseTo(3.1, 0);
  });

  test('has a site for about 60 households, in which seven of ten live', () => {
    expect(county.sites).toHaveLength(17);
    expect(new Set(county.sites.map(({ name }) => name)).size).toBe(17);
    expect(share(county.households, ({ site }) => site !== undefined)).toBeCloseTo(0.7, 2);
  });

  test('lies in real townships and moved in from 2016 to early 2021', () => {
    const real = new Set(townships('511722').map(({ code }) => code));
    for (const { village, movedIn, site } of county.households) {
      expect(real).toContain(village.township);
      expect(movedIn >= '2016-01-01' && movedIn <= '2021-01-31').toBe(true);
      if (site) expect(movedIn >= site.occupied).toBe(true);
    }
  });

  test('gives everybody a sound ID number of nobody, once, but for newborns who have none', () => {
    const numbered = people.flatMap(({ idNumber }) => idNumber ?? []);
    expect(people.length - numbered.length).toBe(4);
    for (const idNumber of numbered) {
      expect(IdNumber.safeParse(idNumber).success).toBe(true);
      expect(idNumber.startsWith('511799')).toBe(true);
    }
    expect(new Set(numbered).size).toBe(numbered.length);
  });

  test('agrees with its ID numbers on birth and sex but for two deliberate conflicts each', () => {
    const read = people.flatMap(({ idNumber, birth, sex }) =>
      idNumber ? [{ idNumber: IdNumber.parse(idNumber), birth, sex }] : [],
    );
    expect(read.filter(({ idNumber, birth }) => birthOf(idNumber) !== birth)).toHaveLength(2);
    expect(read.filter(({ idNumber, sex }) => sexOf(idNumber) !== sex)).toHaveLength(2);
  });

  test('has one head in each household but for three with two and two with none', () => {
    const heads = county.households.map(
      (household) => household.people.filter(({ relation }) => relation === '户主').length,
    );
    expect(heads.filter((count) => count === 2)).toHaveLength(3);
    expect(heads.filter((count) => count === 0)).toHaveLength(2);
    expect(heads.filter((count) => count === 1)).toHaveLength(995);
  });

  test('has jobs with wages and public posts with a stated term', () => {
    const jobs = people.flatMap((person) => person.jobs);
    for (const { monthlyWage, from, until } of jobs) {
      expect(monthlyWage >= 1_500 && monthlyWage <= 7_500).toBe(true);
      expect(until === undefined || until >= from).toBe(true);
    }
    const posts = jobs.filter(({ channel }) => channel === '公益性岗位');
    expect(posts.length).toBeGreaterThan(20);
    expect(posts.every(({ until }) => until !== undefined)).toBe(true);
  });

  test('has about one household in ten on 低保, and a few on 特困', () => {
    const dibao = share(county.households, ({ declared }) => declared.dibao === true);
    expect(dibao).toBeGreaterThan(0.07);
    expect(dibao).toBeLessThan(0.12);
    expect(share(county.households, ({ declared }) => declared.tekun === true)).toBeLessThan(0.02);
  });
});

describe('the sheets', () => {
  test('hold about one wrong row in a hundred, and each knows which', () => {
    const members = sheetOf('members');
    expect(members.expectRefused.length / members.rows.length).toBeLessThan(0.015);
    for (const sheet of sheets) {
      expect(sheet.expectRefused.length).toBeGreaterThan(0);
      for (const { row } of sheet.expectRefused) expect(sheet.rows[row]).toBeDefined();
    }
  });

  test('are written in every format, with titles, totals, blanks and a header of two rows', () => {
    expect(new Set(sheets.map(({ format }) => format))).toEqual(
      new Set(['xlsx', 'csv-utf8', 'csv-utf8-bom', 'csv-gbk']),
    );
    expect(sheets.filter(({ titles }) => titles.length > 0).length).toBeGreaterThan(4);
    expect(sheets.some(({ tail }) => tail.some((row) => row.length === 0))).toBe(true);
    expect(sheets.some(({ tail }) => tail.some(([first]) => first === '合计'))).toBe(true);
    expect(sheetOf('industries').headings.some(({ group }) => group !== undefined)).toBe(true);
  });

  test('write brackets in both widths and put columns in another order', () => {
    const headings = sheets.flatMap((sheet) => sheet.headings.map(({ text }) => text)).join();
    expect(headings).toContain('（');
    expect(headings).toContain('(');
    const order = sheetOf('employment').headings.map(({ text }) => text);
    expect(order.indexOf('单位名称')).toBeLessThan(order.indexOf('姓名'));
    expect(sheetOf('income').headings[0]?.text).toBe('年度');
  });

  const cells = sheets.flatMap(({ rows }) => rows.flat());
  const texts = cells.filter((cell) => typeof cell === 'string');

  test.each([
    ['2026-03-01', /^\d{4}-\d{2}-\d{2}$/],
    ['2026/3/1', /^\d{4}\/[1-9]\d?\/[1-9]\d?$/],
    ['2026.3', /^\d{4}\.\d{1,2}$/],
    ['202603', /^20\d{4}$/],
    ['2026年3月1日', /^\d{4}年\d{1,2}月\d{1,2}日$/],
    ['2026年3月', /^\d{4}年\d{1,2}月$/],
    ['至今', /^至今$/],
    ['="5117…"', /^="511799\d{11}[\dX]"$/],
    ['full-width digits', /^[０-９Ｘ]{18}$/],
    ['lower-case x', /^511799\d{11}x$/],
    ['张 三', /^\p{Script=Han} \p{Script=Han}$/u],
    ['是', /^是$/],
    ['√', /^√$/],
    ['1 for yes', /^1$/],
    ['0 for no', /^0$/],
    ['a certificate of 20 digits', /^511799\d{11}[\dX]\d\d$/],
  ])('somewhere write %s', (_what, form) => {
    expect(texts.some((text) => form.test(text))).toBe(true);
  });

  test('hold dates as serials, shown as dates and bare', () => {
    expect(cells.some((cell) => typeof cell === 'object' && cell !== null)).toBe(true);
    const starts = column(sheetOf('employment'), '开始时间');
    expect(starts.some((cell) => typeof cell === 'number' && cell > 40_000 && cell < 50_000)).toBe(true);
  });

  test('are wrong in every way that they claim to be', () => {
    const kinds = new Set(sheets.flatMap(({ expectRefused }) => expectRefused.map(({ why }) => why)));
    expect([...kinds].sort()).toEqual([
      'amount_not_a_number',
      'birth_30_february',
      'end_before_start',
      'household_unknown',
      'id_number_in_numeric_cell',
      'industry_unknown',
      'not_employed_with_start',
      'person_in_another_household',
      'person_unknown',
      'site_unknown',
      'township_unknown',
      'value_not_in_list',
      'wrong_check_digit',
    ]);
  });

  test('have ten thousand households if asked, all with numbers of their own', () => {
    const large = demoCounty({ ...OPTIONS, households: 10_000 });
    const numbers = large.households.flatMap((household) =>
      household.people.flatMap(({ idNumber }) => idNumber ?? []),
    );
    expect(large.households).toHaveLength(10_000);
    expect(numbers.length).toBeGreaterThan(29_000);
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});

describe('the files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'demo-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const hashes = (files: readonly DemoFile[]) =>
    Promise.all(
      files.map(async ({ path }) =>
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      ),
    );

  test('are the same bytes whenever they are written', async () => {
    const small = { ...OPTIONS, households: 60 };
    const first = await writeDemo(join(folder, 'a'), small);
    const again = await writeDemo(join(folder, 'b'), small);
    expect(await hashes(again)).toEqual(await hashes(first));
  });

  const bytesOf = async (files: readonly DemoFile[], kind: SheetKind): Promise<Buffer> =>
    readFile(files.find((file) => file.kind === kind)?.path ?? '');

  test('bear no time of writing', async () => {
    const files = await writeDemo(join(folder, 'c'), { ...OPTIONS, households: 20 });
    // The date of a zip entry (APPNOTE 4.4.6): years since 1980, month, day.
    expect((await bytesOf(files, 'members')).readUInt16LE(12)).toBe(((2020 - 1980) << 9) | (1 << 5) | 1);
  });

  test('are in the encodings that they claim', async () => {
    const files = await writeDemo(join(folder, 'd'), { ...OPTIONS, households: 20 });
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const coverage = await bytesOf(files, 'coverage');
    const income = await bytesOf(files, 'income');
    expect((await bytesOf(files, 'linkages')).subarray(0, 3)).toEqual(mark);
    expect(coverage.subarray(0, 3)).not.toEqual(mark);
    expect(new TextDecoder('utf-8', { fatal: true }).decode(coverage)).toContain('身份证号码');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(income)).toThrow();
    expect(new TextDecoder('gbk', { fatal: true }).decode(income)).toContain('户主证件号码');
  });

  describe('read and applied by the system itself', () => {
    const world: World = emptyWorld(OPTIONS.today);
    const outcomesOf = (findings: readonly Finding[], rule: RuleId): Partial<Record<Outcome, number>> => {
      const found = findings.filter((finding) => finding.rule === rule);
      return Object.fromEntries(
        OUTCOMES.map((outcome) => [outcome, found.filter((one) => one.outcome === outcome).length]),
      );
    };

    test('are refused exactly the rows that are meant to be, at the stage at which it shows', async () => {
      const files = await writeDemo(folder, OPTIONS);
      expect(files.map(({ kind }) => kind)).toEqual(sheets.map(({ kind }) => kind));
      for (const file of files) {
        const { read, refusedAtReading, refusedLater } = await importFile(world, file, file.kind);
        const { expectRefused, rows } = sheetOf(file.kind);
        const expected = (atReading: boolean) =>
          expectRefused
            .filter(({ why }) => isFoundByReading(why) === atReading)
            .map(({ row }) => read.header.row + 1 + row);
        expect(read.total, file.kind).toBe(rows.length);
        expect(refusedAtReading, file.kind).toEqual(expected(true));
        expect(
          refusedLater.sort((a, b) => a - b),
          file.kind,
        ).toEqual(expected(false));
        expect(file.expectRefused).toBe(expectRefused.length);
      }
    });

    test('come to the county as it was made up', () => {
      const households = [...world.households.values()];
      expect(households).toHaveLength(1_000);
      expect(world.sites.size).toBe(17);
      const numbers = households.flatMap(({ members }) => members.map(({ number }) => number));
      expect(new Set(numbers)).toEqual(new Set(people.map(({ number }) => number)));
      const made = new Map(county.households.map((household) => [household.number, household]));
      for (const { number = '', movedIn, employments, coverages, linkages, siteId } of households) {
        const household = made.get(number);
        expect(movedIn).toBe(household?.movedIn);
        expect(siteId !== undefined).toBe(household?.site !== undefined);
        expect(linkages.map(({ from, until }) => [from, until])).toEqual(
          expect.arrayContaining((household?.linkages ?? []).map(({ from, until }) => [from, until])),
        );
        const jobs = household?.people.flatMap((person) => person.jobs) ?? [];
        expect(new Set(employments.map(({ from, until }) => `${from} ${until}`))).toEqual(
          new Set(jobs.map(({ from, until }) => `${from} ${until}`)),
        );
        expect(coverages).toHaveLength(
          household?.covers.filter(({ person }) => person.idNumber !== undefined).length ?? -1,
        );
      }
    });

    test('take what clerks type in afterwards without a refusal', () => {
      expect(outcomesOf(findingsOf(world), 'R4').met).toBe(0);
      typeIn(world, demoFollowUps(OPTIONS));
      expect(outcomesOf(findingsOf(world), 'R4').met).toBeGreaterThan(300);
    });

    test('show every outcome that a rule can have', () => {
      const findings = findingsOf(world);
      const shown = Object.fromEntries(
        RULES.map((rule) => [
          rule,
          OUTCOMES.filter((outcome) => (outcomesOf(findings, rule)[outcome] ?? 0) > 0),
        ]),
      );
      const all = ['met', 'at_risk', 'gap', 'unknown', 'not_applicable'];
      expect(shown).toEqual({
        R1: expect.arrayContaining(all),
        // Every household must have a channel; only one that is gone has no such duty.
        R2: expect.arrayContaining(['met', 'at_risk', 'gap', 'unknown']),
        R3: expect.arrayContaining(all),
        R4: expect.arrayContaining(['met', 'gap', 'unknown', 'not_applicable']),
        R5: expect.arrayContaining(['met', 'gap', 'unknown']),
        R6: expect.arrayContaining(all),
        R7: expect.arrayContaining(['met', 'gap', 'unknown', 'not_applicable']),
        R8: expect.arrayContaining(['met', 'gap', 'not_applicable']),
        R9: expect.arrayContaining(['met', 'gap']),
      });
    });

    test('leave most households well: about nine in ten with a channel, one in 25 without work', () => {
      const findings = findingsOf(world);
      const r2 = outcomesOf(findings, 'R2');
      const r3 = outcomesOf(findings, 'R3');
      expect(r2.met).toBeGreaterThan(830);
      expect(r2.met).toBeLessThan(930);
      expect(r3.gap).toBeGreaterThan(25);
      expect(r3.gap).toBeLessThan(60);
    });

    test('contradict themselves in every way of R9 that a sheet can bring', () => {
      const reasons = findingsOf(world)
        .filter(({ rule, outcome }) => rule === 'R9' && outcome === 'gap')
        .flatMap((finding) => finding.reasons.map(({ code }) => code));
      expect(new Set(reasons)).toEqual(
        new Set([
          'several_heads',
          'no_head',
          'temporary_number',
          'id_number_birth',
          'id_number_sex',
          'student_in_work',
          'child_employed',
          'too_old_to_work',
          'overlapping_spells',
          'tekun_in_work',
          'dibao_and_tekun',
        ]),
      );
    });
  });
});
