import { expect, test } from 'vitest';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { problemText } from '../../../../shared/sheets/problem-text.ts';
import { AREAS } from '../../../areas.ts';
import { everything } from '../../table/raw.ts';
import { emptyCounty, problems, statuses } from './loading.ts';

const { deps, load } = await emptyCounty();

const siteIn = (code: string) => ({ name: `点${code}`, area: AreaCode.parse(code) });

test.each([
  ['450123101', 'area_not_configured'],
  ['511722999', 'area_not_in_use'],
  ['511721101', 'area_replaced'],
])('a row with the code %s is refused in the preview and by the import: %s', async (code, refusal) => {
  const before = await everything(deps.table);
  for (const dryRun of [true, false]) {
    const result = await load('sites', [siteIn(code), siteIn('511722107')], { dryRun });
    expect(problems(result)).toEqual([[2, refusal, '行政区划代码']]);
    if (dryRun) expect(await everything(deps.table)).toEqual(before);
  }
});

test('the sentence names row, column, code and remedy', async () => {
  const [row] = (await load('sites', [siteIn('450123101')])).rows;
  const [problem] = row?.problems ?? [];
  expect(problem && problemText(problem, 'zh-CN', AREAS)).toBe(
    '第 2 行“行政区划代码”填的是“450123101”：区划代码450123101不在本系统服务的范围（达州市）之内，请核对；如需增加地市，请联系系统管理员',
  );
});

test('a site on record is not moved to such a place', async () => {
  await load('sites', [siteIn('511722108')]);
  const moved = { ...siteIn('511722108'), area: AreaCode.parse('511722999') };
  expect(statuses(await load('sites', [moved]))).toEqual(['refused']);
});
