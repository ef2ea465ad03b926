import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { chineseCalendar } from '../../../../shared/domain/calendar/chinese-calendar.ts';
import { type Day, dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { Evaluated } from '../../../../shared/domain/records/evaluated.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/domain/rules/default-settings.ts';
import { evaluatedFrom, isDue } from '../../../../shared/domain/rules/evaluation.ts';
import { policyOn } from '../../../../shared/domain/rules/policy.ts';
import { findingsOn, householdTimelines } from '../../../../shared/domain/rules/timelines.ts';
import { anyDay, anyHousehold, anyPolicy } from './arbitrary.ts';
import { contract, factId, household, job, member, policy, recorded } from './builders.ts';

test('a record that is not due still says what the rules would, on any day before or after', () => {
  fc.assert(
    fc.property(
      anyHousehold,
      anyPolicy,
      anyDay,
      fc.array(anyDay, { minLength: 8, maxLength: 8 }),
      (record, under, on, days) => {
        const timelines = householdTimelines(record, under);
        const outcomes = (day: Day) => findingsOn(timelines, dateOf(day)).map(({ outcome }) => outcome);
        const evaluated = evaluatedFrom(findingsOn(timelines, dateOf(on)), under);
        expect(Evaluated.parse(evaluated)).toEqual(evaluated);
        expect(isDue(evaluated, dateOf(on), under)).toBe(false);
        const { holdsFrom, changesOn } = evaluated;
        const edges = [holdsFrom, changesOn].flatMap((edge) => (edge ? [dayOf(edge) - 1, dayOf(edge)] : []));
        for (const day of [...days, ...edges])
          if (!isDue(evaluated, dateOf(day), under))
            expect(outcomes(day), dateOf(day)).toEqual(evaluated.findings.map(({ outcome }) => outcome));
        if (changesOn) expect(isDue(evaluated, changesOn, under)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('due where nothing was evaluated, under other settings, and from the day that something changes', () => {
  const record = household({
    members: [member(1, '1990-03-05', { capacity: recorded('ordinary'), willingness: recorded('willing') })],
    employments: [job(1, '2025-01-01', '2026-05-31')],
  });
  const on = (day: string) => plainDate(day);
  const evaluated = evaluatedFrom(findingsOn(householdTimelines(record, policy), on('2026-06-15')), policy);
  expect(evaluated).toMatchObject({ holdsFrom: '2026-04-02', changesOn: '2026-07-01', under: '2/default' });
  expect(evaluated.findings).not.toContainEqual(expect.objectContaining({ reasons: expect.anything() }));
  const due = (day: string, under = policy) => isDue(evaluated, on(day), under);
  expect(['2026-06-15', '2026-06-30', '2026-07-01', '2026-08-01'].map((day) => due(day))).toEqual([
    false,
    false,
    true,
    true,
  ]);
  expect(due('2026-06-15', { ...policy, version: '2026-06-01' })).toBe(true);
  expect(isDue(undefined, on('2026-06-15'), policy)).toBe(true);
});

test('due where the settings of a day have been rewritten', () => {
  const under = (graceDays: number) =>
    policyOn(
      [{ from: plainDate('2026-01-01'), values: { ...DEFAULT_SETTINGS, graceDays } }],
      plainDate('2026-06-15'),
      chineseCalendar,
    );
  const findings = findingsOn(householdTimelines(household(), under(30)), plainDate('2026-06-15'));
  const evaluated = evaluatedFrom(findings, under(30));
  expect(isDue(evaluated, plainDate('2026-06-15'), under(30))).toBe(false);
  expect(isDue(evaluated, plainDate('2026-06-15'), under(60))).toBe(true);
});

test('what never ends, or ends with the last of dates, is waited for on no day', () => {
  const lasting = household({
    members: [member(1, '2026-01-01')],
    coverages: [{ id: factId(1), scheme: 'dibao', status: 'not_covered', from: '2026-01-01' }],
    channels: [contract('出租房屋', '2020-01-01', '2199-12-31', 3000)],
  });
  const timelines = householdTimelines(lasting, policy);
  const findings = findingsOn(timelines, plainDate('2026-06-15'));
  expect(findings.find(({ rule }) => rule === 'R2')).toMatchObject({
    outcome: 'met',
    changesOn: '2199-11-02',
  });
  const last = findingsOn(timelines, plainDate('2199-12-31'));
  expect(last.find(({ rule }) => rule === 'R2')).toMatchObject({ outcome: 'at_risk' });
  expect(Evaluated.parse(evaluatedFrom(last, policy)).changesOn).toBeUndefined();
  // Nor does anything turn on the last day of time itself.
  const turns = timelines.flatMap(({ timeline }) => timeline.map(({ from }) => from));
  expect(Math.max(...turns)).toBe(dayOf(plainDate('2199-12-31')) + 1);
});
