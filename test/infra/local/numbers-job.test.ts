import { beforeAll, describe, expect, test } from 'vitest';
import { auditTownship } from '../../../functions/audit/township.ts';
import { JobError } from '../../../infra/local/jobs/failure.ts';
import { runNumbers } from '../../../infra/local/jobs/numbers.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { RULES } from '../../../shared/domain/rules/registry.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, TOWNSHIP } from '../../families.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
  for (const n of [1, 2]) await act(deps, person('township_clerk'), family(n));
});

const said = async (of: Parameters<typeof runNumbers>[1], language: Output['language'] = 'zh-CN') => {
  const objects: Record<string, unknown>[] = [];
  const lines: string[] = [];
  await runNumbers(deps, of, {
    ...{ language, json: false, isOver: () => false },
    say: (object, sentence) => {
      objects.push(object as Record<string, unknown>);
      lines.push(sentence());
    },
    remark: (line) => lines.push(line),
    progress: () => ({ at: () => undefined, done: () => undefined }),
  });
  return { objects, lines };
};

describe('numbers', () => {
  test('are a line a rule and one of all together', async () => {
    const { objects, lines } = await said({ area: TOWNSHIP });
    expect(objects.map(({ rule }) => rule)).toEqual([...RULES, undefined]);
    expect(objects[2]).toMatchObject({ area: TOWNSHIP, on: '2026-06-15', rule: 'R3', gap: 2, subjects: 2 });
    expect(objects.at(-1)).toMatchObject({ live: true, households: 2, people: 4, flags: { open: 4 } });
    expect(lines[0]).toMatch(/^规则\t名称\t对象/);
    expect(lines[3]).toBe('R3\t家庭就业\t2\t2\t0\t0\t2\t0\t2\t0\t0\t-');
    expect(lines.at(-1)).toBe('南坝镇 2026-06-15：2 户 4 人，安置点 0 个；尚未评价 0 份，未核查乡镇 0 个');
    for (const line of lines) expect(line).not.toMatch(/\{\w+\}/);
    expect((await said({ area: TOWNSHIP }, 'en')).lines.at(-1)).toMatch(
      /^南坝镇 on 2026-06-15: 2 households/,
    );
  });

  test('of the city are those of its last audit, and say whom it did not reach', async () => {
    await expect(said({})).rejects.toThrow(JobError);
    await expect(said({})).rejects.toThrow(/没有存档的数字/);
    await auditTownship(deps, { run: 'r', on: plainDate('2026-06-15'), township: TOWNSHIP });
    const { objects, lines } = await said({});
    expect(objects.at(-1)).toMatchObject({ area: '5117', live: false, households: 2 });
    expect(lines.at(-1)).toMatch(/未核查乡镇 199 个$/);
  });

  test('of a day to come there are none', async () => {
    const on = plainDate('2026-06-16');
    await expect(said({ area: AreaCode.parse('511722'), on }, 'en')).rejects.toThrow(
      /yet to come \(today is 2026-06-15\)/,
    );
  });
});
