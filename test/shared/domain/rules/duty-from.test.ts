import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Policy } from '../../../../shared/domain/rules/settings.ts';
import { findingsOn, householdTimelines } from '../../../../shared/domain/rules/timelines.ts';
import { findingText } from '../../../../shared/text/findings.ts';
import { anyDay, anyHousehold } from './arbitrary.ts';
import { household, member, policy, recorded } from './builders.ts';

const heldFrom = (day: string): Policy => ({
  ...policy,
  settings: { ...policy.settings, dutyFrom: { R3: plainDate(day) } },
});

const worker = { capacity: recorded('ordinary' as const), willingness: recorded('willing' as const) };
/** Able, willing and never in work: a gap since 2019-10-01. */
const idle = household({ members: [member(1, '1992-03-05', worker)] });

const found = (record: typeof idle, day: string, under: Policy) =>
  findingsOn(householdTimelines(record, under), plainDate(day)).find(({ rule }) => rule === 'R3');

describe('a duty that holds from 2026-07-01', () => {
  const under = heldFrom('2026-07-01');

  test('does not apply before it, and says so', () => {
    const before = found(idle, '2026-06-30', under);
    expect(before).toMatchObject({
      outcome: 'not_applicable',
      since: '2019-10-01',
      changesOn: '2026-07-01',
      reasons: [{ code: 'duty_not_begun', on: '2026-07-01' }],
    });
    expect(before && findingText(before, 'zh-CN')).toEqual(['本县自2026年7月1日起执行该项要求，此前不适用']);
  });

  test('applies on the day, and no gap of it is older', () => {
    expect(found(idle, '2026-07-01', under)).toMatchObject({ outcome: 'gap', since: '2026-07-01' });
  });

  test('makes nothing unknown before it, be the date of moving in recorded or not', () => {
    const { movedIn: _, ...unmoved } = idle;
    expect(found(unmoved as typeof idle, '2026-06-30', under)).toMatchObject({ outcome: 'not_applicable' });
    expect(found(unmoved as typeof idle, '2026-07-01', under)).toMatchObject({
      outcome: 'unknown',
      reasons: [{ code: 'moved_in_missing' }],
    });
  });

  test('leaves before moving in and after the dissolution as they are', () => {
    expect(found(idle, '2019-09-30', under)?.reasons).toEqual([{ code: 'not_moved_in' }]);
    const dissolved = { ...idle, dissolved: plainDate('2026-03-01') };
    expect(found(dissolved, '2026-04-01', under)?.reasons).toEqual([{ code: 'dissolved', on: '2026-03-01' }]);
    expect(found(dissolved, '2026-02-01', under)?.reasons).toEqual([
      { code: 'duty_not_begun', on: '2026-07-01' },
    ]);
  });

  test('leaves other rules alone', () => {
    const others = (policies: Policy) =>
      findingsOn(householdTimelines(idle, policies), plainDate('2026-06-15')).filter(
        ({ rule }) => rule !== 'R3',
      );
    expect(others(under)).toEqual(others(policy));
  });
});

test('a duty that holds from a day before all of a life is as one that always held', () => {
  expect(householdTimelines(idle, heldFrom('2019-10-01'))).toEqual(householdTimelines(idle, policy));
});

test('from the day on every outcome is as it would be, before it nothing applies', () => {
  fc.assert(
    fc.property(
      anyHousehold,
      anyDay,
      fc.array(anyDay, { minLength: 5, maxLength: 5 }),
      (record, start, days) => {
        const rule = 'R3';
        const outcomes = (under: Policy, day: Day) =>
          findingsOn(householdTimelines(record, under), dateOf(day)).find((one) => one.rule === rule);
        const under = heldFrom(dateOf(start));
        for (const day of [...days, start - 1, start]) {
          const said = outcomes(under, day);
          expect(said?.outcome).toBe(day < start ? 'not_applicable' : outcomes(policy, day)?.outcome);
          // The run of an outcome ends on the day that it says.
          if (said?.changesOn) expect(outcomes(under, dayOf(said.changesOn))?.outcome).not.toBe(said.outcome);
        }
      },
    ),
    { numRuns: 100 },
  );
});
