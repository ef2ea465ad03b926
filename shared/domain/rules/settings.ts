import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import { RuleId } from '../records/rule-id.ts';
import { DEADLINE_BOUNDS, NUMBER_SETTINGS, type NumberSetting, SETTING_BOUNDS } from './setting-bounds.ts';

const numberOf = (setting: NumberSetting): z.ZodDefault<z.ZodNumber> => {
  const { usual, least, most, isInteger } = SETTING_BOUNDS[setting];
  const number: z.ZodNumber = isInteger ? z.int() : z.number();
  return number.min(least).max(most).default(usual);
};

/**
 * The settings of a county from a day on. For a rule without a value, added after the settings were stored,
 * `withDefaults` takes the rule's default. Values of rules that this version does not have are kept.
 */
export const Settings = z.strictObject({
  ...(Object.fromEntries(NUMBER_SETTINGS.map((setting) => [setting, numberOf(setting)])) as Record<
    NumberSetting,
    z.ZodDefault<z.ZodNumber>
  >),
  /** Days from the finding until a flag is due. */
  deadlineDays: z.record(RuleId, z.int().min(DEADLINE_BOUNDS.least).max(DEADLINE_BOUNDS.most)).default({}),
  /** Whether the system may close a flag. */
  autoClose: z.record(RuleId, z.boolean()).default({}),
  /** The day from which a duty holds in the county; without it, always. */
  dutyFrom: z.record(RuleId, PlainDate).optional(),
});
export type Settings = z.infer<typeof Settings>;

/** Settings of a county from a day on, until a later version takes effect. */
export const SettingsVersion = z.strictObject({ from: PlainDate, values: Settings });
export type SettingsVersion = z.infer<typeof SettingsVersion>;

/** The input of rules apart from the record. */
export interface Policy {
  readonly settings: Settings;
  /** The name of the settings: the day from which they hold with a hash of their values, or `default`. */
  readonly version: string;
  readonly calendar: WorkingCalendar;
}
