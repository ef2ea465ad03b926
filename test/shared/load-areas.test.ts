import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { AreaCode } from '../../shared/domain/areas/area.ts';
import { AreasUnavailable, loadAreas } from '../../shared/load-areas.ts';
import { AREAS_FOLDER } from '../areas.ts';

const folders: string[] = [];
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-load-areas-'));
  folders.push(folder);
  await cp(AREAS_FOLDER, folder, { recursive: true });
});

afterAll(async () => {
  for (const one of folders) await rm(one, { recursive: true });
});

const failure = (prefecture: string): unknown => {
  try {
    return loadAreas(folder, [prefecture]);
  } catch (error) {
    return error;
  }
};

test('a prefecture without data is refused in a sentence that names the command', () => {
  const error = failure('5303');
  expect(error).toBeInstanceOf(AreasUnavailable);
  expect(String(error)).toMatch(/缺少区划数据 .*5303\.json，请先运行 npm run areas -- 5303 /);
  expect(String(error)).toMatch(/is missing; run npm run areas -- 5303 first$/);
});

test.each([
  ['that is cut off', '{"prefecture": "5303"'],
  ['of another shape', '{"5303": "曲靖市"}'],
  ['of another prefecture', '{"prefecture":"5304","province":"云南省","source":"x","names":{}}'],
])('data %s is refused in a sentence that names the command', async (_, text) => {
  await writeFile(join(folder, '5303.json'), text);
  expect(String(failure('5303'))).toMatch(/5303\.json 无法使用，请用 npm run areas -- 5303 重新生成/);
});

test('former divisions that cannot be read are named, none at all are none', async () => {
  await writeFile(join(folder, 'former.json'), '[{"code":"511721"}]');
  expect(String(failure('5117'))).toMatch(/former\.json 无法使用/);
  await rm(join(folder, 'former.json'));
  expect(loadAreas(folder, ['5117']).formerOf('511721')).toBeUndefined();
});

test('villages are not read at the start, and are refused like the rest when they are needed', async () => {
  await rm(join(folder, '5117-villages.json'));
  const areas = loadAreas(folder, ['5117']);
  expect(areas.nameOf('511722107')).toBe('南坝镇');
  expect(() => areas.findVillage(AreaCode.parse('511722107'), '临江社区')).toThrow(AreasUnavailable);
});
