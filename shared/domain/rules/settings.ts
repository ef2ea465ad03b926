import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { type ByRule, RuleId } from '../records/rule-id.ts';
import { DEADLINE_BOUNDS, NUMBER_SETTINGS, type NumberSetting, SETTING_BOUNDS } from './setting-bounds.ts';

const numberOf = (setting: NumberSetting): z.ZodDefault<z.ZodNumber> => {
  const { usual, least, most, whole } = SETTING_BOUNDS[setting];
  const number: z.ZodNumber = whole ? z.int() : z.number();
  return number.min(least).max(most).default(usual);
};

const perRule = <T extends z.ZodType>(value: T, usual: ByRule<z.infer<T>>) =>
  z.record(RuleId, value).default(usual as never);

/** Days from the finding until a flag is due. */
const DEADLINE_DAYS = { R1: 90, R2: 60, R3: 30, R4: 30, R5: 30, R6: 30, R7: 30, R8: 30, R9: 30 };

/** Whether the system may close a flag by itself. */
const AUTO_CLOSE = {
  R1: false,
  R2: false,
  R3: false,
  R4: true,
  R5: true,
  R6: true,
  R7: false,
  R8: true,
  R9: true,
};

const ofNumbers = <T>(made: (setting: NumberSetting) => T): Record<NumberSetting, T> =>
  Object.fromEntries(NUMBER_SETTINGS.map((setting) => [setting, made(setting)])) as Record<NumberSetting, T>;

/** Every setting, with its default; kept per county from the day it takes effect. */
export const Settings = z.strictObject({
  ...ofNumbers(numberOf),
  deadlineDays: perRule(z.int().min(DEADLINE_BOUNDS.least).max(DEADLINE_BOUNDS.most), DEADLINE_DAYS),
  autoClose: perRule(z.boolean(), AUTO_CLOSE),
});
export type Settings = z.infer<typeof Settings>;

/** What the schema makes of nothing. */
export const DEFAULT_SETTINGS: Settings = {
  ...ofNumbers((setting) => SETTING_BOUNDS[setting].usual),
  deadlineDays: DEADLINE_DAYS,
  autoClose: AUTO_CLOSE,
};

/** Settings with what a rule has by default where they say nothing of it: they were put down before the rule was added. */
export const withDefaults = (values: Settings): Settings => ({
  ...values,
  deadlineDays: { ...DEADLINE_DAYS, ...values.deadlineDays },
  autoClose: { ...AUTO_CLOSE, ...values.autoClose },
});

/** Settings of a county from a day on, until a later version takes effect. */
export const SettingsVersion = z.strictObject({ from: PlainDate, values: Settings });
export type SettingsVersion = z.infer<typeof SettingsVersion>;

/** What rules are handed beside the record. */
export interface Policy {
  readonly settings: Settings;
  /** Names the settings: the day they took effect with a mark of their values, or `default`. */
  readonly version: string;
  readonly calendar: WorkingCalendar;
}

/** FNV-1a, 32 bits: tells settings apart, and guards nothing. */
const markOf = (text: string): string => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** Values in one order of their keys, whatever the order that they were written in. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/**
 * Settings rewritten for the same day are others: what was evaluated under the former is due. The name is that of the
 * values as they are stored, so that a rule that is added later does not rename them.
 */
const nameOf = ({ from, values }: SettingsVersion): string =>
  `${from}/${markOf(JSON.stringify(values, inOrder))}`;

type Named = Pick<Policy, 'settings' | 'version'>;
const byDefault: Named = { settings: DEFAULT_SETTINGS, version: 'default' };

/** Policies are needed with every record: a version is named and completed once. */
const named = new WeakMap<SettingsVersion, Named>();

const namedVersion = (version: SettingsVersion): Named => {
  const known = named.get(version);
  if (known) return known;
  const one = { settings: withDefaults(version.values), version: nameOf(version) };
  named.set(version, one);
  return one;
};

/** The policy of a day: the latest version in effect on it, else the defaults. */
export const policyOn = (
  versions: readonly SettingsVersion[],
  on: PlainDate,
  calendar: WorkingCalendar,
): Policy => {
  const inEffect = versions
    .filter(({ from }) => from <= on)
    .reduce<SettingsVersion | undefined>(
      (latest, one) => (latest && latest.from > one.from ? latest : one),
      undefined,
    );
  return { ...(inEffect ? namedVersion(inEffect) : byDefault), calendar };
};
