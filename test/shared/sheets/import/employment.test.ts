import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import type { SheetRow } from '../../../../shared/sheets/columns/index.ts';
import { CLERK, day, emptyCounty, family, id, type Person, problems, statuses } from './loading.ts';

const { deps, household, load } = await emptyCounty();

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

  test('an end that has happened stays where the sheet brings a planned one again; 至今 takes it out', async () => {
    const ended = job({ employer: '甲厂', actualUntil: day('2026-05-31') });
    await load('employment', [ended]);
    const planned = job({ employer: '甲厂', plannedUntil: day('2026-12-31') });
    expect(statuses(await load('employment', [planned]))).toEqual(['unchanged']);
    const spell = async () =>
      (await household('C1'))?.employments.find(({ employer }) => employer === '甲厂');
    expect(await spell()).toMatchObject({ until: '2026-05-31', untilIs: 'actual' });
    expect(statuses(await load('employment', [{ ...planned, actualUntil: 'open' }]))).toEqual(['changed']);
    expect(await spell()).toMatchObject({ until: '2026-12-31', untilIs: 'planned' });
    const open = job({ employer: '甲厂', actualUntil: 'open' });
    expect(statuses(await load('employment', [open]))).toEqual(['changed']);
    expect(await spell()).not.toHaveProperty('until');
    expect(await spell()).not.toHaveProperty('untilIs');
    expect(statuses(await load('employment', [open]))).toEqual(['unchanged']);
  });

  test('a spell that was voided is not entered again by a sheet', async () => {
    const row = job({ employer: '误录厂' });
    await load('employment', [row]);
    const before = await household('C1');
    const fact = before?.employments.find(({ employer }) => employer === '误录厂');
    if (!before || !fact) throw new Error('no spell');
    await act(deps, CLERK, {
      subject: { kind: 'household', id: before.id },
      steps: [{ name: 'void-employment', input: { id: fact.id, reason: '录入有误' } }],
    });
    expect(problems(await load('employment', [row]))).toEqual([[2, 'fact_voided_before', '开始时间']]);
  });
});
