import { isWithin } from '../areas/area.ts';
import { addYears, dateOf, dayOf, type PlainDate } from '../calendar/dates.ts';
import { isSameJson } from '../is-same-json.ts';
import { Refused } from '../records/refusal.ts';
import { DEFAULT_SETTINGS } from '../rules/default-settings.ts';
import type { Settings } from '../rules/settings.ts';
import type { SettingsChange } from './change.ts';
import { type CountySettings, type KeptVersion, versionBefore } from './county.ts';
import type { CountyChannels } from './county-channels.ts';

/** What can be done to a county's settings. */
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

/** Who changes them, when and why. */
export interface SettingsContext {
  readonly by: string;
  readonly at: string;
  readonly today: PlainDate;
  readonly reason?: string | undefined;
}

const YEARS_AHEAD = 2;

/** The values of a change in place of those that held; a value that is left out stays. */
const mergeValues = (
  held: Settings,
  { deadlineDays, autoClose, dutyFrom, ...numbers }: SettingsChange,
): Settings => {
  const defined = <T extends object>(part: T | undefined) =>
    Object.fromEntries(Object.entries(part ?? {}).filter(([, value]) => value !== undefined));
  const days = { ...held.dutyFrom, ...defined(dutyFrom) };
  return {
    ...held,
    ...defined(numbers),
    deadlineDays: { ...held.deadlineDays, ...defined(deadlineDays) },
    autoClose: { ...held.autoClose, ...defined(autoClose) },
    ...(Object.keys(days).length > 0 ? { dutyFrom: days } : {}),
  };
};

/** Months that are over are judged by what held in them, and a day that has begun by what it began with. */
const refuseWhatHolds = (from: PlainDate, today: PlainDate): void => {
  if (from < today) throw new Refused('settings_in_past', 'from', { date: from, today });
  const latest = dateOf(addYears(dayOf(today), YEARS_AHEAD));
  if (from > latest) throw new Refused('date_too_far_ahead', 'from', { date: from, latest });
};

/** What a day is judged by stands once the day has begun; where its alerts go can still be put right. */
const refuseOtherValues = (
  { versions }: CountySettings,
  from: PlainDate,
  values: Settings,
  today: PlainDate,
): void => {
  const standing = from === today ? versions.find((one) => one.from === today) : undefined;
  if (standing && !isSameJson(standing.values, values)) {
    throw new Refused('settings_in_force', 'from', { date: from });
  }
};

const refuseElsewhere = ({ area }: CountySettings, { channels = [] }: CountyChannels): void => {
  const elsewhere = channels.findIndex((one) => !isWithin(one.area, area));
  if (elsewhere >= 0) {
    throw new Refused('channel_outside_county', `channels.${elsewhere}.area`, { area });
  }
};

const put = (
  county: CountySettings,
  { from, values, beside }: Extract<SettingsStep, { name: 'put-settings' }>['input'],
  { by, at, today, reason }: SettingsContext,
): CountySettings => {
  refuseWhatHolds(from, today);
  refuseElsewhere(county, beside);
  const standingToday = county.versions.find((one) => one.from === from && from === today);
  const held = standingToday ?? versionBefore(county, from);
  const next = mergeValues(held?.values ?? DEFAULT_SETTINGS, values);
  const { stableWageDays: days, wageWindowDays: window } = next;
  if (days > window) throw new Refused('settings_wage_days', 'values.stableWageDays', { days, window });
  refuseOtherValues(county, from, next, today);
  const others = county.versions.filter((one) => one.from !== from);
  const version: KeptVersion = {
    ...{ from, values: next, beside: { ...held?.beside, ...beside }, by, at },
    ...(reason ? { reason } : {}),
  };
  // Where nothing becomes another, there is no version to keep: neither beside the one that stands there, nor anew.
  const standing = county.versions.find((one) => one.from === from) ?? held;
  const nothing = { values: DEFAULT_SETTINGS, beside: {} };
  const content = ({ values: of, beside: its = {} }: Pick<KeptVersion, 'values' | 'beside'>) => [of, its];
  if (isSameJson(content(standing ?? nothing), content(version))) return county;
  return { ...county, versions: [...others, version].sort((a, b) => (a.from < b.from ? -1 : 1)) };
};

const withdraw = (county: CountySettings, from: PlainDate, today: PlainDate): CountySettings => {
  if (!county.versions.some((one) => one.from === from)) {
    throw new Refused('settings_not_there', 'from', { date: from });
  }
  if (from <= today) throw new Refused('settings_in_force', 'from', { date: from });
  return { ...county, versions: county.versions.filter((one) => one.from !== from) };
};

/**
 * A county's settings as a step leaves them: the very same object where it changes nothing. A version that is not in
 * force yet can be replaced and withdrawn; one that is, or has been, stays, and is only followed by another. Pure.
 * Throws `Refused`.
 */
export const applyToSettings = (
  county: CountySettings,
  step: SettingsStep,
  circumstances: SettingsContext,
): CountySettings =>
  step.name === 'put-settings'
    ? put(county, step.input, circumstances)
    : withdraw(county, step.input.from, circumstances.today);
