import { expect, test } from 'vitest';
import { dateOf, dayOf, plainDate } from '../../../shared/domain/calendar/dates.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { familyId } from '../../families.ts';
import { audit, auditOf, judged, settle } from './county.ts';

const DAYS = Array.from({ length: 72 }, (_, i) => dateOf(dayOf(plainDate('2026-06-16')) + i));

const settled = async (): Promise<TestDeps> => {
  const deps = await testDeps();
  await settle(deps);
  return deps;
};

test('flags and since are the same whether the audit ran every day, missed a week, or ran twice at once', async () => {
  const [daily, missed, twice] = await Promise.all([settled(), settled(), settled()]);
  const before = await judged(daily);
  for (const on of DAYS) {
    await auditOf(daily, on);
    if (on < '2026-07-18' || on > '2026-07-25') await auditOf(missed, on);
    twice.goTo(on);
    await Promise.all([audit(twice, on, { run: 'one' }), audit(twice, on, { run: 'other' })]);
  }
  const each = await judged(daily);
  expect(await judged(missed)).toEqual(each);
  expect(await judged(twice)).toEqual(each);

  // The job of family 1 ended on 20 June, thirty days of grace follow: a gap that began within the week missed.
  const gap = { subject: familyId(1), rule: 'R3', state: 'open', outcome: 'gap', since: '2026-07-21' };
  expect(each.flags).toContainEqual(expect.objectContaining(gap));
  expect(before.flags).not.toContainEqual(expect.objectContaining(gap));
});
