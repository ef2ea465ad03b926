import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type AssessmentJob, runAssessment } from '../../../infra/local/jobs/assessment.ts';
import { JobError } from '../../../infra/local/jobs/failure.ts';
import { runFreeze } from '../../../infra/local/jobs/freeze.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import type { Language } from '../../../shared/domain/records/language.ts';
import { readWorkbook } from '../../../shared/sheets/workbook.ts';
import { changeKey, frozenChunkKey, recordKey } from '../../../shared/table/store/keys.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { familyId, TOWNSHIP } from '../../families.ts';
import { COUNTY, ELSEWHERE, frozenIn, MONTH, settle } from '../../functions/freeze/county.ts';
import { type Item, itemAt, put, tamper } from '../../shared/table/raw.ts';
import { endAll, houfu, objectsOf } from './terminal.ts';

let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
  await settle(deps);
  deps.goTo('2026-06-01');
});
afterAll(endAll);

/** An output that keeps what was said. */
const kept = (language: Language = 'zh-CN') => {
  const said: Item[] = [];
  const texts: string[] = [];
  const output: Output = {
    language,
    json: true,
    say: (object, sentence) => {
      said.push(object as Item);
      texts.push(sentence());
    },
    isOver: () => false,
    remark: (sentence) => void texts.push(sentence),
    progress: () => ({ at: () => undefined, done: () => undefined }),
  };
  return { output, said, texts };
};

const freeze = async (area?: AreaCode, month = MONTH) => {
  const { output, said, texts } = kept();
  return { record: await runFreeze(deps, { by: 'terminal', month, area }, output), said, texts };
};
const assessment = async (job: Partial<AssessmentJob> = {}, language: Language = 'zh-CN') => {
  const { output, said, texts } = kept(language);
  const asked = { month: MONTH, area: COUNTY, check: false, ...job };
  return { isSame: await runAssessment(deps, asked, output), said, texts };
};
const fileIn = async () => join(await mkdtemp(join(tmpdir(), 'houfu-assessment-')), 'out.xlsx');

describe('the freeze', () => {
  test('says of each county by what it was frozen, and its hash, and again the same', async () => {
    const first = await freeze(COUNTY);
    expect(first.record).toMatchObject({ month: MONTH, townships: 37, frozen: 10, failed: [], missing: [] });
    expect(first.said).toMatchObject([
      { county: COUNTY, hash: expect.stringMatching(/^[\w-]{43}$/), missing: [], under: '2/default' },
      { frozen: 10 },
    ]);
    expect(first.texts[0]).toContain(String(first.said[0]?.hash));
    expect(first.texts[0]).toMatch(/^宣汉县 2026-05：2026\/6\/1 12:00:00 封存/);
    const again = await freeze(COUNTY);
    expect(again.said[0]).toEqual(first.said[0]);
    expect(again.record).toMatchObject({ frozen: 0, missing: [] });
  });

  test('names the records that failed and the townships that are not whole', async () => {
    const key = recordKey({ kind: 'household', id: familyId(5) });
    const sound = await itemAt(deps.table, key);
    await put(deps.table, { ...sound, record: {} });
    const { record, said, texts } = await freeze(COUNTY);
    expect(record).toMatchObject({ failed: [familyId(5)], missing: [TOWNSHIP] });
    expect(said[0]).toMatchObject({ missing: [TOWNSHIP] });
    expect(texts[0]).toMatch(/尚缺 南坝镇$/);
    expect(texts.at(-1)).toMatch(/1 份档案未能封存，1 个乡镇未完成/);
    await put(deps.table, sound);
    expect((await freeze(TOWNSHIP)).record).toMatchObject({ frozen: 1, missing: [] });
  });

  test('of a month that is not over is refused', async () => {
    await expect(freeze(COUNTY, Month.parse('2026-06'))).rejects.toThrow(JobError);
    await expect(freeze(COUNTY, Month.parse('2026-06'))).rejects.toThrow('2026年6月还没有结束');
  });
});

describe('an assessment', () => {
  beforeEach(async () => {
    await freeze(COUNTY);
  });

  test('of a county is counted by township', async () => {
    const { said, texts } = await assessment();
    expect(said).toHaveLength(38);
    expect(said.find(({ area }) => area === TOWNSHIP)).toMatchObject({ households: 7, sites: 1 });
    expect(texts.find((text) => text.startsWith('南坝镇'))).toMatch(/^南坝镇\t7\t1\tR1\t0\t1\t0\t0\t0\n/);
  });

  test('of a township has a line for each finding', async () => {
    const { said, texts } = await assessment({ area: ELSEWHERE });
    const lines = said.filter(({ rule }) => rule);
    const findings = (await frozenIn(deps, ELSEWHERE)).flatMap((one) => one.findings);
    expect(lines.map(({ rule }) => rule)).toEqual(findings.map(({ rule }) => rule));
    expect(texts).toContainEqual(expect.stringMatching(/^511722000008\t-\tR3\t未落实\t2019-10-01$/));
    const english = await assessment({ area: ELSEWHERE }, 'en');
    expect(english.texts).toContainEqual(expect.stringMatching(/^511722000008\t-\tR3\tgap\t2019-10-01$/));
    expect(english.texts[0]).toMatch(/frozen at .* hash/);
    expect(texts.join()).not.toMatch(/成员\d|511799/);
  });

  test('of a month that is not frozen, or not over, is refused', async () => {
    await expect(assessment({ month: Month.parse('2026-03') })).rejects.toThrow(
      '2026年3月的月末结论尚未封存',
    );
    await expect(assessment({ month: Month.parse('2026-06') })).rejects.toThrow('2026年6月还没有结束');
  });

  test('is checked on request: the same, or what differs, in words', async () => {
    const sound = await assessment({ check: true });
    expect(sound.isSame).toBe(true);
    expect(sound.said.at(-1)).toMatchObject({ subjects: 10, differences: 0 });
    expect(sound.texts.at(-1)).toMatch(/^宣汉县：按当时所知重算 10 份档案的 \d+ 条结论，0 处不符$/);
    await tamper(deps.table, changeKey({ kind: 'household', id: familyId(1) }, 2), (item) => {
      item.change = JSON.parse(JSON.stringify(item.change).replaceAll('2026-05-20', '2026-12-20'));
    });
    const forged = await assessment({ check: true });
    expect(forged.isSame).toBe(false);
    expect(forged.texts).toEqual(
      expect.arrayContaining([
        `${familyId(1)}：封存之前的第 2 版变更记录被改动`,
        expect.stringMatching(new RegExp(`^${familyId(1)} R3：封存为“有风险 .*”，重算为“已落实 .*”$`)),
      ]),
    );
    const english = await assessment({ check: true, area: TOWNSHIP }, 'en');
    expect(english.texts).toContainEqual(
      expect.stringMatching(/R3: frozen as “at risk .*”, recomputed as “met/),
    );
    await tamper(deps.table, frozenChunkKey(ELSEWHERE, MONTH, 1), (item) => {
      item.content = 'AAAA';
    });
    expect((await assessment({ check: true })).texts).toContainEqual('君塘镇：封存内容第 1 块被改动');
  });

  test('goes out as a sheet: every finding, the counts, and by what it was frozen', async () => {
    const out = await fileIn();
    await assessment({ out });
    const [lines, counts, facts] = await readWorkbook(await readFile(out));
    expect(lines?.rows[0]).toEqual(
      ['行政区划代码', '乡镇', '对象', '户编号', '安置点名称', '系统编号'].concat([
        ...['成员编号', '规则', '规则内容', '结论', '起始日期'],
      ]),
    );
    const findings = (await frozenIn(deps, COUNTY)).flatMap((one) => one.findings);
    expect(lines?.rows).toHaveLength(findings.length + 1);
    expect(lines?.rows.find(([, , what]) => what === '安置点')).toEqual([
      ...[TOWNSHIP, '南坝镇', '安置点', null, '安置点1', expect.any(String), null],
      ...['R1', '安置点主导产业', '有风险', expect.any(Date)],
    ]);
    expect(counts?.rows).toContainEqual(['南坝镇', 7, 1, 'R3', '家庭就业', 1, 2, 3, 0, 1]);
    const { hash } = (await assessment()).said[0] ?? {};
    expect(facts?.rows).toContainEqual(['全县校验值（SHA-256）', hash]);
  });

  test('goes into no file that holds something, nowhere that is not, and of a county at most', async () => {
    const out = await fileIn();
    await writeFile(out, 'kept');
    await expect(assessment({ out })).rejects.toThrow('已存在');
    expect(await readFile(out, 'utf8')).toBe('kept');
    await expect(assessment({ out: `${out}/none/out.xlsx` })).rejects.toThrow('无法写入');
    const city = AreaCode.parse('5117');
    await expect(assessment({ out: await fileIn(), area: city })).rejects.toThrow('每次最多导出一个县');
  });
});

test('at a terminal: frozen, asked for and checked; what is no month or no area is refused', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'houfu-freeze-'));
  const frozen = await houfu(dataDir, '--json', 'freeze', '--area', TOWNSHIP, '--month', '2024-02');
  expect([frozen.code, objectsOf(frozen)]).toMatchObject([
    0,
    [
      { county: COUNTY, missing: [] },
      { month: '2024-02', townships: 1, frozen: 0, missing: [] },
    ],
  ]);
  const asked = ['--json', 'assessment', '--month', '2024-02', '--area', TOWNSHIP, '--check'];
  const checked = await houfu(dataDir, ...asked);
  expect([checked.code, objectsOf(checked).at(-1)]).toMatchObject([0, { differences: 0, townships: 1 }]);
  const wrong = await houfu(dataDir, 'freeze', '--month', '2024-13');
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('“2024-13”不是月份')]);
  const missing = await houfu(dataDir, 'assessment', '--month', '2024-02');
  expect([missing.code, missing.err]).toEqual([1, expect.stringContaining('--area')]);
});
