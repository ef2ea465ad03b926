import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../../../../shared/domain/calendar/chinese-calendar.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/domain/rules/default-settings.ts';
import { policyOn } from '../../../../shared/domain/rules/policy.ts';
import type { Policy, Settings } from '../../../../shared/domain/rules/settings.ts';
import type { Finding } from '../../../../shared/domain/rules/timeline.ts';
import { findingsOn, householdTimelines, siteTimelines } from '../../../../shared/domain/rules/timelines.ts';
import { factId, household, job, member, policy, recorded } from './builders.ts';
import { COVER_EDGES } from './edges/cover.ts';
import type { Edge } from './edges/edge.ts';
import { INCOME_EDGES } from './edges/income.ts';
import { SITE_EDGES } from './edges/site.ts';
import { WORK_EDGES } from './edges/work.ts';

const found = ({ rule, record }: Pick<Edge, 'rule' | 'record'>, day: string, under: Policy): Finding => {
  const timelines =
    'site' in record
      ? siteTimelines(record.site, record.residences, record.links, under)
      : householdTimelines(record, under);
  const finding = findingsOn(timelines, plainDate(day)).find((one) => one.rule === rule);
  if (!finding) throw new Error(`no finding of ${rule}`);
  return finding;
};

describe('the day before, the day, the day after', () => {
  const rows = [...INCOME_EDGES, ...WORK_EDGES, ...COVER_EDGES, ...SITE_EDGES];
  test.each(rows)('$rule: $edge', (row) => {
    const expected = Object.entries(row.days).map(([day, said]) => [
      day,
      typeof said === 'string' ? { outcome: said } : said,
    ]);
    const said = Object.entries(row.days).map(([day, asked]) => {
      const { outcome, since, changesOn } = found(row, day, policy);
      const whole = { outcome, since, changesOn };
      // Only what the row speaks of; a day that it gives as undefined has to be missing.
      const keys = typeof asked === 'string' ? ['outcome'] : Object.keys(asked);
      return [day, Object.fromEntries(Object.entries(whole).filter(([key]) => keys.includes(key)))];
    });
    expect(said).toEqual(expected);
  });
});

describe('the life of a household', () => {
  const lived = household({ dissolved: '2026-06-15', members: [member(1, '1990-03-05')] });

  test.each(['R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9'] as const)(
    '%s applies neither before moving in nor from the dissolution on',
    (rule) => {
      const on = (day: string) => found({ rule, record: lived }, day, policy);
      expect(on('2019-09-30')).toMatchObject({
        outcome: 'not_applicable',
        reasons: [{ code: 'not_moved_in' }],
      });
      expect(on('2019-09-30').since).toBeUndefined();
      expect(on('2019-10-01').since).toBe('2019-10-01');
      expect(on('2026-06-14').reasons).not.toContainEqual({ code: 'dissolved', on: '2026-06-15' });
      expect(on('2026-06-15')).toMatchObject({ outcome: 'not_applicable', reasons: [{ code: 'dissolved' }] });
    },
  );

  test('a dissolution puts nothing at risk beforehand', () => {
    const record = household({
      dissolved: '2026-06-15',
      members: [
        member(1, '1990-03-05', { capacity: recorded('ordinary'), willingness: recorded('willing') }),
      ],
      employments: [job(1, '2020-01-01')],
    });
    for (const rule of ['R2', 'R3'] as const)
      expect(found({ rule, record }, '2026-06-14', policy), rule).toMatchObject({
        outcome: 'met',
        since: '2020-01-01',
        changesOn: '2026-06-15',
      });
  });
});

describe('settings of a past day', () => {
  const record = household({
    members: [member(1, '1990-03-05', { capacity: recorded('ordinary'), willingness: recorded('willing') })],
    employments: [job(1, '2025-01-01', '2026-05-31')],
  });
  const version = (from: string, changed: Partial<Settings>) => ({
    from: plainDate(from),
    values: { ...DEFAULT_SETTINGS, ...changed },
  });
  // Their order in the table says nothing.
  const versions = [
    version('2026-06-20', { graceDays: 40 }),
    version('2026-06-16', { graceDays: 10 }),
    version('2030-01-01', { graceDays: 0 }),
  ];
  const on = (day: string) =>
    found({ rule: 'R3', record }, day, policyOn(versions, plainDate(day), chineseCalendar));

  test('judge it as they stood on it', () => {
    expect(on('2026-06-15')).toMatchObject({ outcome: 'at_risk', changesOn: '2026-07-01' });
    expect(on('2026-06-16')).toMatchObject({ outcome: 'gap', since: '2026-06-11' });
    expect(on('2026-06-19')).toMatchObject({ outcome: 'gap', since: '2026-06-11' });
    expect(on('2026-06-20')).toMatchObject({ outcome: 'at_risk', changesOn: '2026-07-11' });
    expect(on('2026-07-10')).toMatchObject({ outcome: 'at_risk' });
    expect(on('2026-07-11')).toMatchObject({ outcome: 'gap', since: '2026-07-11' });
  });

  test('name the version they are of', () => {
    const name = (day: string) => policyOn(versions, plainDate(day), chineseCalendar).version;
    expect(name('2026-06-15')).toBe('default');
    for (const [day, from] of [
      ['2026-06-16', '2026-06-16'],
      ['2026-06-19', '2026-06-16'],
      ['2026-06-20', '2026-06-20'],
      ['2029-12-31', '2026-06-20'],
      ['2030-01-01', '2030-01-01'],
    ] as const)
      expect(name(day)).toMatch(new RegExp(`^${from}/[0-9a-f]{8}$`));
    expect(name('2026-06-16')).toBe(name('2026-06-19'));
  });

  test('name their values too, in whatever order they were written', () => {
    const one = version('2026-06-16', { graceDays: 10 });
    const name = (rewritten: typeof one) =>
      policyOn([rewritten], plainDate('2026-06-16'), chineseCalendar).version;
    const backwards = <T extends object>(values: T): T =>
      Object.fromEntries(Object.entries(values).reverse()) as T;
    const { deadlineDays } = one.values;
    expect(
      name({ ...one, values: { ...backwards(one.values), deadlineDays: backwards(deadlineDays) } }),
    ).toBe(name(one));
    expect(name(version('2026-06-16', { graceDays: 11 }))).not.toBe(name(one));
    const later = { ...one.values, deadlineDays: { ...deadlineDays, R9: 31 } };
    expect(name({ ...one, values: later })).not.toBe(name(one));
  });

  test('the least number of linked households and their share are settings too', () => {
    const row = SITE_EDGES.find(({ edge }) => edge.startsWith('30 %'));
    if (!row) throw new Error('no such row');
    const under = (changed: Partial<Settings>) => ({
      ...policy,
      settings: { ...DEFAULT_SETTINGS, ...changed },
    });
    const outcome = (changed: Partial<Settings>) => found(row, '2026-06-15', under(changed)).outcome;
    expect(outcome({ minLinkedHouseholds: 3 })).toBe('met');
    expect(outcome({ minLinkedHouseholds: 4 })).toBe('gap');
    expect(outcome({ minLinkedShare: 0.3 })).toBe('met');
    expect(outcome({ minLinkedShare: 0.301 })).toBe('at_risk');
  });
});

describe('working days', () => {
  const moved = (on: string, steps: { step: 'applied'; on: string }[] = [{ step: 'applied', on }]) =>
    household({
      members: [member(1, '1990-03-05')],
      transfers: [{ id: '0F000000000000000000000001', memberId: '0M000000000000000000000001', steps }],
    });

  test('of a year whose holidays are not published are said to be uncertain, before and after the due day', () => {
    const record = moved('2098-03-03');
    for (const [day, outcome] of [
      ['2098-03-04', 'met'],
      ['2098-06-01', 'gap'],
    ] as const) {
      const finding = found({ rule: 'R8', record }, day, policy);
      expect(finding.outcome).toBe(outcome);
      expect(finding.reasons.map(({ code }) => code)).toContain('calendar_not_covered');
    }
    const known = found({ rule: 'R8', record: moved('2025-09-19') }, '2025-09-20', policy);
    expect(known.reasons.map(({ code }) => code)).toEqual(['transfer_step_due']);
  });
});

test('whoever was found eligible twice has waited since the first time, and that is the one reason', () => {
  const eligible = (id: number, on: string) =>
    ({ id: factId(id), on, scheme: 'dibao', eligible: true }) as const;
  const record = household({
    members: [member(1, '1990-03-05', { capacity: recorded('ordinary') })],
    assessments: [eligible(1, '2026-01-01'), eligible(2, '2026-06-01')],
  });
  expect(found({ rule: 'R7', record }, '2026-07-02', policy)).toMatchObject({
    outcome: 'gap',
    since: '2026-02-01',
    reasons: [{ code: 'eligible_without_cover', on: '2026-01-01' }],
  });
});
