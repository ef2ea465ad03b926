import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoFollowUps, demoSheets } from '../../../infra/local/demo/index.ts';
import type { DemoOptions } from '../../../infra/local/demo/model.ts';
import { usualCounty } from '../../../infra/local/demo/places.ts';
import { demoPeople } from '../../../infra/local/identity/people.ts';
import { runDemo } from '../../../infra/local/jobs/demo.ts';
import { hasNothingToServe } from '../../../infra/local/jobs/empty.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { areasFrom } from '../../../shared/domain/areas/areas.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { AREAS } from '../../areas.ts';
import { person, testDeps } from '../../deps.ts';
import { family } from '../../families.ts';
import { everything } from '../../shared/table/raw.ts';

const COUNTY = AreaCode.parse('530324');
const townships = { '530324001': '腊山街道', '530324101': '富乐镇', '530324200': '长底布依族乡' };
const areas = areasFrom(
  [
    {
      ...{ prefecture: AreaCode.parse('5303'), province: '云南省', source: 'test' },
      names: {
        '5303': '曲靖市',
        '530302': '麒麟区',
        '530324': '罗平县',
        '530302001': '南宁街道',
        ...townships,
      },
    },
  ],
  [],
  () =>
    Object.fromEntries(
      Object.keys(townships).flatMap((code, t) =>
        ['甲', '乙', '丙', '丁'].map((name, i) => [`${code}20${i}`, `${name}${t}村民委员会`]),
      ),
    ),
);
const OPTIONS: DemoOptions = {
  areas,
  county: COUNTY,
  households: 80,
  seed: 7,
  today: plainDate('2026-06-15'),
};

describe('the demo of another county', () => {
  const sheets = demoSheets(OPTIONS);
  const text = JSON.stringify(sheets);

  it('names that county, its prefecture and its townships, and 宣汉县 nowhere', () => {
    for (const name of ['云南省', '曲靖市', '罗平县', '富乐镇', '布依族', '罗平县腊山街道'])
      expect(text).toContain(name);
    for (const name of ['宣汉', '511722', '达州']) expect(text).not.toContain(name);
    expect(JSON.stringify(demoFollowUps(OPTIONS))).not.toContain('宣汉');
  });

  it('numbers households by the county, and people under 511799 alone', () => {
    expect(text).toContain('"53032400000001');
    const numbers = text.match(/(?<!\d)\d{6}(19|20)\d{2}(0[1-9]|1[0-2])\d{5}[\dX](?!\d)/g) ?? [];
    expect(numbers.length).toBeGreaterThan(50);
    expect(numbers.filter((number) => !number.startsWith('511799'))).toEqual([]);
  });

  it('cannot be made of a county that is not configured', () => {
    expect(() => demoSheets({ ...OPTIONS, county: AreaCode.parse('511722') })).toThrow(RangeError);
  });
});

it('is not made beside people of a prefecture that is no longer configured', async () => {
  const deps = await testDeps();
  await act(deps, person('township_clerk'), family(1));
  const before = await everything(deps.table);
  const output: Output = {
    ...{ language: 'en', json: false, say: () => {}, isOver: () => false, remark: () => {} },
    progress: () => ({ at: () => {}, done: () => {} }),
  };
  const folder = await mkdtemp(join(tmpdir(), 'houfu-demo-'));
  try {
    const demo = runDemo({ ...deps, areas }, folder, { households: 5, seed: 7 }, output);
    await expect(demo).rejects.toMatchObject({ name: 'JobError' });
  } finally {
    await rm(folder, { recursive: true });
  }
  expect(await everything(deps.table)).toEqual(before);
  expect(await hasNothingToServe({ ...deps, areas })).toBe(true);
});

it('the county is 宣汉县 where that is configured, else the first one', () => {
  expect(usualCounty(AREAS)).toBe('511722');
  expect(usualCounty(areas)).toBe('530302');
});

it('the ready-made people are of the county, its prefecture, and one of the next county', () => {
  const people = demoPeople(areas, COUNTY);
  expect(people.map(({ role, areas: own }) => [role, ...own])).toEqual([
    ['hr_clerk', '530324'],
    ['township_clerk', '530324001'],
    ['benefits_clerk', '530324'],
    ['county_lead', '530324'],
    ['city_lead', '5303'],
    ['admin', '5303'],
    ['hr_clerk', '530302'],
  ]);
  expect(people[1]?.name).toBe('腊山街道小帮（示范）');
});
