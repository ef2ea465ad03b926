import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import { Instant, PlainDate } from '../domain/calendar/dates.ts';
import { type Change, type ChangeEntry, ChangeEntry as Entry } from '../domain/records/change.ts';
import type { ByRule, RuleId } from '../domain/records/rule-id.ts';
import { RULES } from '../domain/rules/registry.ts';
import { NUMBER_SETTINGS, type NumberSetting } from '../domain/rules/setting-bounds.ts';
import {
  type CountySettings,
  type KeptVersion,
  standingVersions,
  valuesOf,
  versionOn,
} from '../domain/settings/county.ts';
import { CountyChannels } from '../domain/settings/county-channels.ts';

const perRule = <T extends z.ZodType>(value: T) =>
  z.strictObject(Object.fromEntries(RULES.map((rule) => [rule, value])) as Record<RuleId, T>);

/** What settings say of the rules of this version: of others they may speak too. */
const ofKnownRules = <T>(values: ByRule<T>): Record<RuleId, T> =>
  Object.fromEntries(RULES.map((rule) => [rule, values[rule] as T]));

const valuesView = (version: KeptVersion | undefined): z.output<typeof Values> => {
  const { deadlineDays, autoClose, ...numbers } = valuesOf(version);
  return { ...numbers, deadlineDays: ofKnownRules(deadlineDays), autoClose: ofKnownRules(autoClose) };
};

const Values = z
  .strictObject({
    ...(Object.fromEntries(NUMBER_SETTINGS.map((setting) => [setting, z.number()])) as Record<
      NumberSetting,
      z.ZodNumber
    >),
    deadlineDays: perRule(z.int()),
    autoClose: perRule(z.boolean()),
  })
  .meta({ id: 'SettingsValues' });

/** What a setting was and is: none of them is a text. */
const value = z.union([z.number(), z.boolean()]).optional();
const SettingChange = z.strictObject({ path: z.string(), from: value, to: value }).meta({
  id: 'SettingChange',
});

const Version = z
  .strictObject({
    from: PlainDate,
    until: PlainDate.optional(),
    state: z.enum(['past', 'in_force', 'upcoming']),
    by: z.string().optional(),
    at: Instant.optional(),
    reason: z.string().optional(),
    changes: z.array(SettingChange),
    values: Values,
    ...CountyChannels.shape,
  })
  .meta({ id: 'SettingsVersion' });

export const SettingsView = z
  .strictObject({
    area: AreaCode,
    version: z.int().min(0),
    on: PlainDate,
    isDefault: z.boolean(),
    values: Values,
    versions: z.array(Version),
  })
  .meta({ id: 'Settings' });

const SettingsEntry = Entry.pick({
  version: true,
  at: true,
  actor: true,
  role: true,
  commands: true,
  reason: true,
})
  .extend({ changes: z.array(SettingChange) })
  .meta({ id: 'SettingsHistoryEntry' });

export const SettingsHistory = z
  .strictObject({ items: z.array(SettingsEntry), next: z.string().optional() })
  .meta({ id: 'SettingsHistory' });

type ShownChange = z.output<typeof SettingChange>;

/** Of channels that they changed; to what, the version says to whoever may see it. */
const shownChange = ({ path, from, to }: Change): ShownChange =>
  path.includes('channels') ? { path } : { path, from: from as never, to: to as never };

/** Returns a county's settings on a day: the values in force, and every version with who stored it. */
export function settingsView(settings: CountySettings, on: PlainDate): z.output<typeof SettingsView> {
  const current = versionOn(settings, on);
  return {
    ...{ area: settings.area, version: settings.version, on, isDefault: current === undefined },
    values: valuesView(current),
    versions: standingVersions(settings, on).map(({ beside, changes, ...version }) => ({
      ...version,
      values: valuesView(version),
      ...beside,
      changes: changes.map(shownChange),
    })),
  };
}

export const settingsEntryView = ({
  findings: _,
  flags: __,
  ...entry
}: ChangeEntry): z.output<typeof SettingsEntry> => ({ ...entry, changes: entry.changes.map(shownChange) });
