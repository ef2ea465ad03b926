import { beforeEach, describe, expect, test } from 'vitest';
import { act, applyToRecord } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { IndustryId } from '../../../shared/domain/records/ids.ts';
import { headOf } from '../../../shared/table/record/records.ts';
import { removeTouched, touchedIn } from '../../../shared/table/record/touched.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../../families.ts';
import { type Item, itemAt, put, tamper } from '../../shared/table/raw.ts';
import { audit, auditOf, clerk, ELSEWHERE, judged } from './county.ts';

let deps: TestDeps;
const site = { kind: 'site', id: placeId(1) } as const;
const industry = IndustryId.parse('0J000000000000000000000001');
const since = plainDate('2026-01-01');

/** A site whose leading industry runs and has one household linked to it: enough while it is a third of them. */
beforeEach(async () => {
  deps = await testDeps();
  await act(deps, clerk, place(1));
  await act(deps, clerk, {
    subject: site,
    steps: [
      { name: 'add-industry', input: { id: industry, name: '脆李种植' } },
      { name: 'record-industry-leading', input: { id: industry, from: since, value: true } },
      { name: 'record-industry-status', input: { id: industry, from: since, value: 'operating' } },
      { name: 'confirm-industry', input: { id: industry, on: since } },
    ],
  });
  await act(deps, clerk, family(1, 2, placeId(1)));
  await act(deps, clerk, linkage(1));
});

const linkage = (n: number, from = since) => ({
  subject: { kind: 'household', id: familyId(n) } as const,
  steps: [
    {
      name: 'add-linkage',
      input: { siteId: placeId(1), industryId: industry, kind: 'dividend', from, yearly: 600 },
    } as const,
  ],
});

const finding = async () => (await headOf(deps.table, site))?.record.evaluated?.findings[0]?.outcome;
const townshipsOf = async () => {
  const record = (await headOf(deps.table, site))?.record;
  return record?.kind === 'site' ? record.residentTownships : undefined;
};

/** A family at the site that is on record in another township. */
const strangers = (n: number) => {
  const [first, ...rest] = family(n, 2, placeId(1)).steps;
  if (first?.name !== 'register-household') throw new Error('a family begins by being registered');
  const registered = { ...first, input: { ...first.input, area: ELSEWHERE } };
  return { subject: { kind: 'household', id: familyId(n) } as const, steps: [registered, ...rest] };
};

describe('a site where people of another township live', () => {
  test('is judged with all of them, in whatever order the townships are audited', async () => {
    expect(await finding()).toBe('met');
    for (const n of [2, 3, 4]) await act(deps, clerk, strangers(n));
    expect(await finding()).toBe('at_risk');
    expect(await townshipsOf()).toEqual([TOWNSHIP, ELSEWHERE].sort());
    const before = await judged(deps);
    for (const township of [TOWNSHIP, ELSEWHERE, TOWNSHIP]) {
      expect(await audit(deps, '2026-06-15', { township })).toMatchObject({ sites: 1, changed: 0 });
    }
    expect(await judged(deps)).toEqual(before);
  });

  test('is put right by the audit where the process died before it was looked at again', async () => {
    for (const n of [2, 3, 4]) await applyToRecord(deps, clerk, strangers(n));
    expect(await finding()).toBe('met');
    await audit(deps, '2026-06-15');
    expect(await audit(deps, '2026-06-15', { township: ELSEWHERE })).toMatchObject({
      changed: 1,
      failed: [],
    });
    expect(await finding()).toBe('at_risk');
    expect(await townshipsOf()).toEqual([TOWNSHIP, ELSEWHERE].sort());
    expect(await audit(deps, '2026-06-15', { run: 'again' })).toMatchObject({ changed: 0 });
  });

  test('is looked at again when one of them is put on record elsewhere, or comes back', async () => {
    await act(deps, clerk, family(2, 2, placeId(1)));
    expect(await townshipsOf()).toEqual([TOWNSHIP]);
    const to = (area: typeof TOWNSHIP) =>
      act(deps, clerk, {
        subject: { kind: 'household', id: familyId(2) },
        steps: [{ name: 'correct-household', input: { area } }],
      });
    await to(ELSEWHERE);
    expect(await townshipsOf()).toEqual([TOWNSHIP, ELSEWHERE].sort());
    await to(TOWNSHIP);
    expect(await townshipsOf()).toEqual([TOWNSHIP]);
  });
});

test('a site is put right by its own township where the process died before it was looked at again', async () => {
  for (const n of [2, 3, 4]) await applyToRecord(deps, clerk, family(n, 2, placeId(1)));
  expect(await finding()).toBe('met');
  await auditOf(deps, '2026-06-16');
  expect(await finding()).toBe('at_risk');
  await applyToRecord(deps, clerk, linkage(2));
  await auditOf(deps, '2026-06-17');
  expect(await finding()).toBe('met');
});

describe('a site that a change of a household touched', () => {
  const sitesOn = async (on: string) => (await auditOf(deps, on)).sites;
  const touched = async () => (await touchedIn(deps.table, TOWNSHIP)).map(({ household }) => household);

  test('is looked at once by the next audit, and by none after it', async () => {
    expect(await sitesOn('2026-06-16')).toBe(1);
    expect(await touched()).toEqual([]);
    expect(await sitesOn('2026-06-17')).toBe(0);
    await act(deps, clerk, linkage(1, plainDate('2026-02-01')));
    expect(await sitesOn('2026-06-18')).toBe(1);
    expect(await sitesOn('2026-06-19')).toBe(0);
  });

  test('is not touched by what says nothing of it', async () => {
    await auditOf(deps, '2026-06-16');
    await act(deps, clerk, placement(1, '2026-02-01'));
    expect(await sitesOn('2026-06-17')).toBe(0);
  });

  test('a moment ago is looked at, and again by the audit after it: the indexes may not have caught up', async () => {
    await auditOf(deps, '2026-06-16');
    await act(deps, clerk, family(2, 2, placeId(1)));
    expect(await sitesOn('2026-06-16')).toBe(1);
    expect(await touched()).toEqual([familyId(2)]);
    expect(await sitesOn('2026-06-17')).toBe(1);
    expect(await touched()).toEqual([]);
  });

  test('and failed to be looked at waits for the next audit', async () => {
    await auditOf(deps, '2026-06-16');
    for (const n of [2, 3, 4]) await applyToRecord(deps, clerk, family(n, 2, placeId(1)));
    const whole = await itemAt(deps.table, recordKey(site));
    await tamper(deps.table, recordKey(site), (item) => {
      (item.record as Item).name = 0;
    });
    expect(await auditOf(deps, '2026-06-17')).toMatchObject({ failed: [placeId(1)] });
    expect(await touched()).toHaveLength(3);
    await put(deps.table, whole ?? {});
    expect(await auditOf(deps, '2026-06-18')).toMatchObject({ sites: 1, failed: [] });
    expect(await finding()).toBe('at_risk');
    expect(await touched()).toEqual([]);
  });

  test('again while an audit looks at it is looked at by the next one, too', async () => {
    await auditOf(deps, '2026-06-16');
    await act(deps, clerk, linkage(1, plainDate('2026-02-01')));
    const [seen] = await touchedIn(deps.table, TOWNSHIP);
    if (!seen) throw new Error('a linkage touches its site');
    await act(deps, clerk, linkage(1, plainDate('2026-03-01')));
    await removeTouched(deps.table, seen);
    expect(await touched()).toEqual([familyId(1)]);
    expect(await sitesOn('2026-06-17')).toBe(1);
    // Whoever comes late finds nothing, and is no fault.
    await removeTouched(deps.table, seen);
  });
});
