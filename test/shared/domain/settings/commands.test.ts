import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { dateOf, dayOf, type PlainDate, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { Refused } from '../../../../shared/domain/records/refusal.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/domain/rules/default-settings.ts';
import { NUMBER_SETTINGS, SETTING_BOUNDS } from '../../../../shared/domain/rules/setting-bounds.ts';
import { Settings } from '../../../../shared/domain/rules/settings.ts';
import { SettingsChange } from '../../../../shared/domain/settings/change.ts';
import { applyToSettings, type SettingsStep } from '../../../../shared/domain/settings/commands.ts';
import {
  type CountySettings,
  versionOn,
  versionsWithState,
} from '../../../../shared/domain/settings/county.ts';

const NONE: CountySettings = { area: AreaCode.parse('511722'), version: 0, versions: [] };
const put = (from: string, values: SettingsChange): SettingsStep => ({
  name: 'put-settings',
  input: { from: plainDate(from), values, beside: {} },
});
const withdraw = (from: string): SettingsStep => ({
  name: 'withdraw-settings',
  input: { from: plainDate(from) },
});
const on = (today: string) => ({
  ...{ by: 'admin-1', at: '2026-06-15T04:00:00.000Z', reason: '会议纪要' },
  today: plainDate(today),
});
/** Steps taken one after the other on their days. */
const taken = (...steps: readonly (readonly [today: string, step: SettingsStep])[]) =>
  steps.reduce((county, [today, step]) => applyToSettings(county, step, on(today)), NONE);
const grace = (county: CountySettings, day: string) =>
  (versionOn(county, plainDate(day))?.values ?? DEFAULT_SETTINGS).graceDays;

describe('a version', () => {
  test('holds from its day on, and what it leaves out is as it was the day before', () => {
    const county = taken(
      ['2026-06-15', put('2026-07-01', { graceDays: 45, deadlineDays: { R3: 45 } })],
      ['2026-06-15', put('2026-08-01', { dibaoLine: 7200.5, autoClose: { R3: true } })],
    );
    expect(['2026-06-30', '2026-07-01', '2026-08-01'].map((day) => grace(county, day))).toEqual([30, 45, 45]);
    const { values } = versionOn(county, plainDate('2026-08-01')) ?? {};
    expect(values).toEqual({
      ...DEFAULT_SETTINGS,
      ...{ graceDays: 45, dibaoLine: 7200.5 },
      deadlineDays: { ...DEFAULT_SETTINGS.deadlineDays, R3: 45 },
      autoClose: { ...DEFAULT_SETTINGS.autoClose, R3: true },
    });
    expect(Settings.parse(values)).toEqual(values);
  });

  test('that is not in force yet is replaced whole: what it said otherwise is gone', () => {
    const first = taken(['2026-06-15', put('2026-07-01', { graceDays: 45, levelDays: 10 })]);
    const second = applyToSettings(first, put('2026-07-01', { graceDays: 60 }), on('2026-06-16'));
    expect(second.versions).toHaveLength(1);
    expect(second.versions[0]?.values).toEqual({ ...DEFAULT_SETTINGS, graceDays: 60 });
    // Given again it is the same, and nothing is to be written.
    expect(applyToSettings(second, put('2026-07-01', { graceDays: 60 }), on('2026-06-17'))).toBe(second);
  });

  test('that makes nothing different is none', () => {
    expect(applyToSettings(NONE, put('2026-07-01', {}), on('2026-06-15'))).toBe(NONE);
    expect(applyToSettings(NONE, put('2026-07-01', { graceDays: 30 }), on('2026-06-15'))).toBe(NONE);
  });

  test('stands among the others: past, in force, upcoming, each with what it changed and until when', () => {
    const county = taken(
      ['2026-01-01', put('2026-01-01', { graceDays: 20 })],
      ['2026-01-02', put('2026-06-01', { graceDays: 45 })],
      ['2026-06-15', put('2026-07-01', { levelDays: 10 })],
    );
    const shown = versionsWithState(county, plainDate('2026-06-15')).map(
      ({ from, until, state, changes }) => ({
        ...{ from, until, state, changes },
      }),
    );
    expect(shown).toEqual([
      { from: '2026-07-01', state: 'upcoming', changes: [{ path: 'levelDays', from: 15, to: 10 }] },
      {
        from: '2026-06-01',
        until: '2026-06-30',
        state: 'in_force',
        changes: [{ path: 'graceDays', from: 20, to: 45 }],
      },
      {
        from: '2026-01-01',
        until: '2026-05-31',
        state: 'past',
        changes: [{ path: 'graceDays', from: 30, to: 20 }],
      },
    ]);
    expect(versionsWithState(county, plainDate('2025-12-31')).map(({ state }) => state)).toEqual([
      'upcoming',
      'upcoming',
      'upcoming',
    ]);
  });
});

const held = taken(
  ['2026-06-15', put('2026-06-15', { graceDays: 45 })],
  ['2026-06-15', put('2026-07-01', { graceDays: 60 })],
);

test.each([
  ['2026-06-15', put('2026-06-14', {}), 'settings_in_past', 'from'],
  ['2026-06-15', put('2026-06-15', { graceDays: 1 }), 'settings_in_force', 'from'],
  ['2026-07-02', put('2026-07-01', { graceDays: 1 }), 'settings_in_past', 'from'],
  ['2026-06-15', put('2028-06-16', { graceDays: 1 }), 'date_too_far_ahead', 'from'],
  ['2026-06-15', withdraw('2026-06-15'), 'settings_in_force', 'from'],
  ['2026-07-01', withdraw('2026-07-01'), 'settings_in_force', 'from'],
  ['2026-07-02', withdraw('2026-06-15'), 'settings_in_force', 'from'],
  ['2026-06-15', withdraw('2026-07-02'), 'settings_not_there', 'from'],
  ['2026-06-15', put('2026-08-01', { stableWageDays: 366 }), 'settings_wage_days', 'values.stableWageDays'],
  ['2026-06-15', put('2026-08-01', { wageWindowDays: 179 }), 'settings_wage_days', 'values.stableWageDays'],
] as const)('on %s %j is refused: %s', (today, step, code, path) => {
  const refused = (() => {
    try {
      return applyToSettings(held, step, on(today));
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toBeInstanceOf(Refused);
  expect(refused).toMatchObject({ code, path });
});

test.each([
  ['2026-06-15', put('2028-06-15', { graceDays: 1 })],
  ['2026-06-15', withdraw('2026-07-01')],
  ['2026-06-16', put('2026-06-16', { graceDays: 1 })],
  ['2026-06-15', put('2026-08-01', { stableWageDays: 365 })],
] as const)('on %s %j is done', (today, step) => {
  expect(applyToSettings(held, step, on(today))).not.toBe(held);
});

test('whatever is done on whatever day, a day that has begun and every day before it keeps what held on it', () => {
  const first = dayOf(plainDate('2026-06-01'));
  const day = (n: number): PlainDate => dateOf(first + n);
  const step = fc.oneof(
    fc
      .record({ from: fc.nat(60), graceDays: fc.nat(60) })
      .map(({ from, graceDays }) => put(day(from), { graceDays })),
    fc.nat(60).map((from) => withdraw(day(from))),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ later: fc.nat(6), step }), { maxLength: 30 }), (moves) => {
      let county = NONE;
      let today = 0;
      /** What held on each day, as it was when that day was over. */
      const known = new Map<number, number>();
      for (const { later, step: one } of moves) {
        for (let n = today; n < today + later; n++) known.set(n, grace(county, day(n)));
        today += later;
        const before = county;
        try {
          county = applyToSettings(county, one, on(day(today)));
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
          expect(county).toBe(before);
        }
        for (const [n, was] of known) expect([n, grace(county, day(n))]).toEqual([n, was]);
        // A version that has been in force stays.
        for (const version of before.versions.filter(({ from }) => from < day(today))) {
          expect(county.versions).toContain(version);
        }
        const days = county.versions.map(({ from }) => from);
        expect(days).toEqual([...new Set(days)].sort());
      }
    }),
  );
});

describe('every number', () => {
  test.each(NUMBER_SETTINGS.map((setting) => [setting, SETTING_BOUNDS[setting]] as const))(
    '%s is taken within its bounds, and said outside them',
    (setting, { least, most, usual, isInteger }) => {
      expect(DEFAULT_SETTINGS[setting]).toBe(usual);
      for (const value of [least, usual, most]) {
        expect(SettingsChange.parse({ [setting]: value })).toEqual({ [setting]: value });
        expect(Settings.parse({ [setting]: value })[setting]).toBe(value);
      }
      const wrong = [least - 1, most + 1, ...(isInteger ? [usual + 0.5] : [])];
      for (const value of wrong) {
        const { error } = SettingsChange.safeParse({ [setting]: value });
        const message = isInteger ? 'setting_not_whole_between' : 'setting_not_between';
        expect(error?.issues).toMatchObject([{ path: [setting], message, params: { value, least, most } }]);
        expect(Settings.safeParse({ [setting]: value }).success).toBe(false);
      }
    },
  );
});
