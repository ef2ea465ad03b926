import type { RuleId } from '../records/rule-id.ts';
import { REGISTERED } from './registry.ts';
import type { Rule } from './rule.ts';
import { Settings } from './settings.ts';

const perRule = <T>(pick: (defaults: Rule['defaults']) => T | undefined): Record<RuleId, T> =>
  Object.fromEntries(
    REGISTERED.flatMap(({ id, defaults }) => {
      const value = pick(defaults);
      return value === undefined ? [] : [[id, value]];
    }),
  );

const DEADLINE_DAYS = perRule(({ deadlineDays }) => deadlineDays);
const AUTO_CLOSE = perRule(({ autoClose }) => autoClose);
const DUTY_FROM = perRule(({ dutyFrom }) => dutyFrom);

/** Returns settings completed with the defaults of rules for which they have no value. */
export function withDefaults({ dutyFrom, ...values }: Settings): Settings {
  const days = { ...DUTY_FROM, ...dutyFrom };
  return {
    ...values,
    deadlineDays: { ...DEADLINE_DAYS, ...values.deadlineDays },
    autoClose: { ...AUTO_CLOSE, ...values.autoClose },
    ...(Object.keys(days).length > 0 ? { dutyFrom: days } : {}),
  };
}

/** The settings of a county without own settings. */
export const DEFAULT_SETTINGS: Settings = withDefaults(Settings.parse({}));
