import { describe, expect, test } from 'vitest';
import { dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { NO_FLAGS, NO_TALLY } from '../../../../shared/domain/numbers/numbers.ts';
import { numbersTally } from '../../../../shared/table/numbers/tally.ts';
import { HouseholdSummary, summaryOf } from '../../../../shared/table/record/summary.ts';
import { TOWNSHIP } from '../../../families.ts';
import { household, member, site } from '../../domain/rules/builders.ts';

const on = plainDate('2026-06-15');
const of = HouseholdSummary.parse({
  ...summaryOf(household({ members: [member(1, '1980-05-01'), member(2, '1985-05-01')] })),
  outcomes: { R3: 'g', R5: 'mu' },
});

describe('the numbers of a township', () => {
  test('count each subject once, sites apart, and a household from the day it is dissolved no more', () => {
    const tally = numbersTally(TOWNSHIP, on);
    tally.add(of, false);
    tally.add({ ...of, dissolved: dateOf(dayOf(on) + 1), outcomes: { R3: 'g', R5: 'mm' } }, true);
    tally.add({ ...of, dissolved: on }, true);
    tally.add({ ...summaryOf(site()), outcomes: { R1: 'r' } }, true);
    expect(tally.numbers()).toEqual({
      ...{ area: TOWNSHIP, on, households: 2, people: 4, sites: 1 },
      behind: { households: 1, sites: 1 },
      rules: {
        R1: { ...NO_TALLY, at_risk: 1 },
        R3: { ...NO_TALLY, gap: 2 },
        R5: { ...NO_TALLY, met: 3, unknown: 1 },
      },
      // Of what looks at members: households with at least one.
      withOne: { R5: { ...NO_TALLY, met: 2, unknown: 1 } },
    });
    expect(tally.flags()).toEqual({});
  });

  test.each([
    ['R3ot2026-06-14', { open: 1, township: 1, overdue: 1 }],
    ['R3ot2026-06-15', { open: 1, township: 1 }],
    ['R3ac2026-06-14*2', { assigned: 2, county: 2, overdue: 2 }],
    ['R3dy2026-06-14', { rectified: 1, city: 1, overdue: 1 }],
    ['R3rt2026-06-30', { rectifying: 1, township: 1 }],
    ['R3bt2026-01-01', { returned: 1, township: 1, overdue: 1 }],
    ['R3wt2026-01-01', { waived: 1, township: 1 }],
    ['R3ct2026-06-01*3/40', { closed: 3, closingDays: 40 }],
    ['R3ct2026-06-15/7', { closed: 1, closingDays: 7 }],
    ['R3ct2026-05-31/7', {}],
    ['R3ct2025-06-10/7', {}],
    ['R3ct2026-06-16/7', {}],
    ['R3ot2026-06-14 R3wt2026-06-14', { open: 1, waived: 1, township: 2, overdue: 1 }],
  ])('%s of a record counts as it should', (flags, counted) => {
    const tally = numbersTally(TOWNSHIP, on);
    tally.add({ ...of, flags }, false);
    expect(tally.flags()).toEqual({ R3: { ...NO_FLAGS, ...counted } });
  });

  test('have what is open of the flags of a household that is no more', () => {
    const tally = numbersTally(TOWNSHIP, on);
    tally.add({ ...of, dissolved: on, flags: 'R2dt2026-07-01' }, false);
    expect(tally.numbers()).toMatchObject({ households: 0, rules: {} });
    expect(tally.flags()).toEqual({ R2: { ...NO_FLAGS, rectified: 1, township: 1 } });
  });
});
