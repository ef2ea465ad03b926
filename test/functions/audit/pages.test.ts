import { expect, test } from 'vitest';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { daysOfTownships } from '../../../shared/table/numbers/numbers.ts';
import { testDeps } from '../../deps.ts';
import { TOWNSHIP } from '../../families.ts';
import { smallPages } from '../../shared/table/small-pages.ts';
import { audit, auditOf, judged, RISE, settle } from './county.ts';

test('a township is read page by page, through empty pages that have a cursor', async () => {
  const ON = '2026-07-21';
  const [whole, paged] = await Promise.all([testDeps(), testDeps()]);
  await Promise.all([settle(whole), settle(paged)]);
  for (const deps of [whole, paged]) {
    await auditOf(deps, RISE);
    deps.goTo(ON);
  }
  const seen = smallPages(paged.table.client);
  const [one, other] = [await audit(whole, ON), await audit(paged, ON)];
  expect(other).toEqual(one);
  expect(one).toMatchObject({ looked: 7, due: 1, changed: 1, failed: [] });
  // Of the index alone: an empty page, three pages of two records, one of the last.
  expect(seen.pages).toBeGreaterThanOrEqual(5);
  expect(await judged(paged)).toEqual(await judged(whole));
  const numbers = ({ table }: typeof whole) => daysOfTownships(table, [TOWNSHIP], plainDate(ON));
  expect((await numbers(paged))[0]?.numbers).toEqual((await numbers(whole))[0]?.numbers);
});
