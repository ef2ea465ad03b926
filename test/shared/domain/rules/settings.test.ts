import { expect, test } from 'vitest';
import { chineseCalendar } from '../../../../shared/domain/calendar/chinese-calendar.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { DEFAULT_SETTINGS, withDefaults } from '../../../../shared/domain/rules/default-settings.ts';
import { rulesUnder, underPolicy } from '../../../../shared/domain/rules/evaluation.ts';
import { policyOn } from '../../../../shared/domain/rules/policy.ts';
import { RULES } from '../../../../shared/domain/rules/registry.ts';
import { Settings, SettingsVersion } from '../../../../shared/domain/rules/settings.ts';
import { policy } from './builders.ts';

/** What the first release had by default, in its order: names of versions that it stored are made of these. */
const FIRST_DEADLINES = { R1: 90, R2: 60, R3: 30, R4: 30, R5: 30, R6: 30, R7: 30, R8: 30, R9: 30 };
const FIRST_AUTO_CLOSE = {
  ...{ R1: false, R2: false, R3: false, R4: true, R5: true },
  ...{ R6: true, R7: false, R8: true, R9: true },
};

test('the default settings are what the schema makes of nothing, with each rule’s own, in the same order', () => {
  expect(JSON.stringify(DEFAULT_SETTINGS)).toBe(
    JSON.stringify({
      ...Settings.parse({}),
      deadlineDays: { ...DEFAULT_SETTINGS.deadlineDays },
      autoClose: { ...DEFAULT_SETTINGS.autoClose },
    }),
  );
  expect(Object.keys(DEFAULT_SETTINGS.deadlineDays)).toEqual(RULES);
  expect(Object.keys(DEFAULT_SETTINGS.autoClose)).toEqual(RULES);
});

test('the defaults of the first nine rules are those of the first release', () => {
  expect(DEFAULT_SETTINGS).toMatchObject({ deadlineDays: FIRST_DEADLINES, autoClose: FIRST_AUTO_CLOSE });
});

test('a stored version without a rule gives that rule’s default, and one of an unknown rule is kept', () => {
  const { R9: _, ...deadlineDays } = { ...FIRST_DEADLINES, R3: 45, R77: 12 };
  const { values } = SettingsVersion.parse({
    from: '2026-03-01',
    values: { ...DEFAULT_SETTINGS, deadlineDays, autoClose: {}, dutyFrom: { R77: '2027-01-01' } },
  });
  expect(values.deadlineDays).toEqual(deadlineDays);
  expect(withDefaults(values)).toMatchObject({
    deadlineDays: { R3: 45, R9: 30, R77: 12 },
    autoClose: FIRST_AUTO_CLOSE,
    dutyFrom: { R77: '2027-01-01' },
  });
});

test.each([
  ['a number for a text', { deadlineDays: { R3: '45' } }],
  ['days out of bounds', { deadlineDays: { R3: 0 } }],
  ['what is no rule', { deadlineDays: { R0: 30 } }],
  ['a day that is none', { dutyFrom: { R3: '2026-02-30' } }],
])('settings are refused with %s', (_, part) => {
  expect(Settings.safeParse(part).success).toBe(false);
});

test('versions that the first release stored keep the names that it gave them', () => {
  const values = {
    ...DEFAULT_SETTINGS,
    graceDays: 45,
    deadlineDays: { ...FIRST_DEADLINES, R3: 45 },
    autoClose: FIRST_AUTO_CLOSE,
  };
  const version = SettingsVersion.parse({ from: '2026-03-01', values });
  const named = policyOn([version], plainDate('2026-06-15'), chineseCalendar);
  expect(named.version).toBe('2026-03-01/40b7eb12');
  expect(underPolicy(policy)).toBe('2/default');
});

test('the name of an evaluation says by which rules it was made', () => {
  expect(rulesUnder(underPolicy(policy))).toEqual(RULES);
  expect(rulesUnder('2+R10+R12/2026-03-01/40b7eb12').slice(8)).toEqual(['R9', 'R10', 'R12']);
});
