import { isWithin } from '../areas/area.ts';
import { addYears, dateOf, dayOf, type PlainDate } from '../calendar/dates.ts';
import { isSameJson } from '../is-same-json.ts';
import { Refused } from '../records/refusal.ts';
import { DEFAULT_SETTINGS } from '../rules/default-settings.ts';
import type { Settings } from '../rules/settings.ts';
import type { SettingsChange } from './change.ts';
import { type CountySettings, type VersionWithAuthor, versionBefore } from './county.ts';
import type { CountyChannels } from './county-channels.ts';

/** A command on a county's settings. */
export type SettingsStep =
  | {
      readonly name: 'put-settings';
      readonly input: {
        readonly from: PlainDate;
        readonly values: SettingsChange;
        readonly beside: CountyChannels;
      };
    }
  | { readonly name: 'withdraw-settings'; readonly input: { readonly from: PlainDate } };

/** The actor, time and reason of a change. */
export interface SettingsContext {
  readonly by: string;
  readonly at: string;
  readonly today: PlainDate;
  readonly reason?: string | undefined;
}

const YEARS_AHEAD = 2;

/** Returns the current values with those of a change; a value that is left out stays. */
const mergeValues = (
  current: Settings,
  { deadlineDays, autoClose, dutyFrom, ...numbers }: SettingsChange,
): Settings => {
  const defined = <T extends object>(part: T | undefined) =>
    Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined));
  const days = { ...current.dutyFrom, ...defined(dutyFrom) };
  return {
    ...current,
    ...defined(numbers),
    deadlineDays: { ...current.deadlineDays, ...defined(deadlineDays) },
    autoClose: { ...current.autoClose, ...defined(autoClose) },
    ...(Object.keys(days).length > 0 ? { dutyFrom: days } : {}),
  };
};

/** Refuses a day before today, since past months keep their settings, and a day too far ahead. */
const checkDate = (from: PlainDate, today: PlainDate): void => {
  if (from < today) throw new Refused('settings_in_past', 'from', { date: from, today });
  const latest = dateOf(addYears(dayOf(today), YEARS_AHEAD));
  if (from > latest) throw new Refused('date_too_far_ahead', 'from', { date: from, latest });
};

/** Refuses other values for today: rules already use today's version. Its channels can still be corrected. */
const checkValuesInForce = (
  { versions }: CountySettings,
  from: PlainDate,
  values: Settings,
  today: PlainDate,
): void => {
  const current = from === today ? versions.find((one) => one.from === today) : undefined;
  if (current && !isSameJson(current.values, values)) {
    throw new Refused('settings_in_force', 'from', { date: from });
  }
};

const checkChannelAreas = ({ area }: CountySettings, { channels = [] }: CountyChannels): void => {
  const index = channels.findIndex((one) => !isWithin(one.area, area));
  if (index >= 0) {
    throw new Refused('channel_outside_county', `channels.${index}.area`, { area });
  }
};

const putVersion = (
  county: CountySettings,
  { from, values, beside }: Extract<SettingsStep, { name: 'put-settings' }>['input'],
  { by, at, today, reason }: SettingsContext,
): CountySettings => {
  checkDate(from, today);
  checkChannelAreas(county, beside);
  const sameDay = county.versions.find((one) => one.from === from);
  const base = (from === today ? sameDay : undefined) ?? versionBefore(county, from);
  const next = mergeValues(base?.values ?? DEFAULT_SETTINGS, values);
  const { stableWageDays: days, wageWindowDays: window } = next;
  if (days > window) throw new Refused('settings_wage_days', 'values.stableWageDays', { days, window });
  checkValuesInForce(county, from, next, today);
  const others = county.versions.filter((one) => one.from !== from);
  const version: VersionWithAuthor = {
    ...{ from, values: next, beside: { ...base?.beside, ...beside }, by, at },
    ...(reason ? { reason } : {}),
  };
  // A version that changes nothing is not stored.
  const previous = sameDay ?? base ?? { values: DEFAULT_SETTINGS };
  const contentOf = (one: Pick<VersionWithAuthor, 'values' | 'beside'>) => [one.values, one.beside ?? {}];
  if (isSameJson(contentOf(previous), contentOf(version))) return county;
  return { ...county, versions: [...others, version].sort((a, b) => (a.from < b.from ? -1 : 1)) };
};

const withdrawVersion = (county: CountySettings, from: PlainDate, today: PlainDate): CountySettings => {
  if (!county.versions.some((one) => one.from === from)) {
    throw new Refused('settings_not_there', 'from', { date: from });
  }
  if (from <= today) throw new Refused('settings_in_force', 'from', { date: from });
  return { ...county, versions: county.versions.filter((one) => one.from !== from) };
};

/**
 * Applies a step to a county's settings. Returns the same object if nothing changes. A version that is not in force yet
 * can be replaced and withdrawn; one that is or was in force stays. Pure. Throws `Refused`.
 */
export const applyToSettings = (
  county: CountySettings,
  step: SettingsStep,
  context: SettingsContext,
): CountySettings =>
  step.name === 'put-settings'
    ? putVersion(county, step.input, context)
    : withdrawVersion(county, step.input.from, context.today);
