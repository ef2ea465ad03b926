import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import type { RuleId } from '../records/rule-id.ts';
import { RULES } from '../rules/registry.ts';
import {
  DEADLINE_BOUNDS,
  NUMBER_SETTINGS,
  type NumberSetting,
  SETTING_BOUNDS,
} from '../rules/setting-bounds.ts';

interface Bounds {
  readonly least: number;
  readonly most: number;
  readonly isInteger: boolean;
}

/** A number within bounds; the issue of another number carries it with the bounds. */
const bounded = ({ least, most, isInteger }: Bounds) =>
  z
    .number()
    .check(({ value, issues }) => {
      if (value >= least && value <= most && (!isInteger || Number.isInteger(value))) return;
      const message = isInteger ? 'setting_not_whole_between' : 'setting_not_between';
      issues.push({ code: 'custom', input: value, message, params: { value, least, most } });
    })
    .meta({ minimum: least, maximum: most, ...(isInteger ? { type: 'integer' } : {}) })
    .optional();

const perRule = <T extends z.ZodType>(value: T) =>
  z.strictObject(Object.fromEntries(RULES.map((rule) => [rule, value])) as Record<RuleId, T>).optional();

/** A change of settings; a setting that is left out stays. */
export const SettingsChange = z
  .strictObject({
    ...(Object.fromEntries(
      NUMBER_SETTINGS.map((setting) => [setting, bounded(SETTING_BOUNDS[setting])]),
    ) as Record<NumberSetting, ReturnType<typeof bounded>>),
    deadlineDays: perRule(bounded(DEADLINE_BOUNDS)),
    autoClose: perRule(z.boolean().optional()),
    dutyFrom: perRule(PlainDate.optional()),
  })
  .meta({
    id: 'SettingsChange',
    description: '要改的设置；未列的照旧 · What becomes another; what is left out stays',
  });
export type SettingsChange = z.infer<typeof SettingsChange>;
