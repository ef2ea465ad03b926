import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { RuleId } from '../records/rule-id.ts';
import { DEADLINE_BOUNDS, NUMBER_SETTINGS, type NumberSetting, SETTING_BOUNDS } from './setting-bounds.ts';

const numberOf = (setting: NumberSetting): z.ZodDefault<z.ZodNumber> => {
  const { usual, least, most, whole } = SETTING_BOUNDS[setting];
  const number: z.ZodNumber = whole ? z.int() : z.number();
  return number.min(least).max(most).default(usual);
};

/**
 * Every setting; kept per county from the day it takes effect. A rule that has no value was added to the registry after
 * the settings were stored: `withDefaults` gives it the rule's own. A rule that this version does not have is kept.
 */
export const Settings = z.strictObject({
  ...(Object.fromEntries(NUMBER_SETTINGS.map((setting) => [setting, numberOf(setting)])) as Record<
    NumberSetting,
    z.ZodDefault<z.ZodNumber>
  >),
  /** Days from the finding until a flag is due. */
  deadlineDays: z.record(RuleId, z.int().min(DEADLINE_BOUNDS.least).max(DEADLINE_BOUNDS.most)).default({}),
  /** Whether the system may close a flag by itself. */
  autoClose: z.record(RuleId, z.boolean()).default({}),
  /** The day from which a rule holds in the county; always, where there is none. */
  dutyFrom: z.record(RuleId, PlainDate).optional(),
});
export type Settings = z.infer<typeof Settings>;

/** Settings of a county from a day on, until a later version takes effect. */
export const SettingsVersion = z.strictObject({ from: PlainDate, values: Settings });
export type SettingsVersion = z.infer<typeof SettingsVersion>;

/** What rules are given beside the record. */
export interface Policy {
  readonly settings: Settings;
  /** Names the settings: the day they took effect with a mark of their values, or `default`. */
  readonly version: string;
  readonly calendar: WorkingCalendar;
}
