import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import { Instant, PlainDate } from '../domain/calendar/dates.ts';
import { type Change, type ChangeEntry, ChangeEntry as Entry } from '../domain/records/change.ts';
import type { ByRule, RuleId } from '../domain/records/rule-id.ts';
import { RULES } from '../domain/rules/registry.ts';
import { NUMBER_SETTINGS, type NumberSetting } from '../domain/rules/setting-bounds.ts';
import {
  type CountySettings,
  type VersionWithAuthor,
  valuesOf,
  versionOn,
  versionsWithState,
} from '../domain/settings/county.ts';
import { CountyChannels } from '../domain/settings/county-channels.ts';

const perRule = <T extends z.ZodType>(value: T) =>
  z.strictObject(Object.fromEntries(RULES.map((rule) => [rule, value])) as Record<RuleId, T>);

/** Returns the values of the rules of this version: settings can hold values of other rules. */
const ofKnownRules = <T>(values: ByRule<T>): Record<RuleId, T> =>
  Object.fromEntries(RULES.map((rule) => [rule, values[rule] as T]));

const valuesView = (version: VersionWithAuthor | undefined): z.output<typeof Values> => {
  const { deadlineDays, autoClose, dutyFrom, ...numbers } = valuesOf(version);
  return {
    ...numbers,
    deadlineDays: ofKnownRules(deadlineDays),
    autoClose: ofKnownRules(autoClose),
    ...(dutyFrom ? { dutyFrom: ofKnownRules(dutyFrom) } : {}),
  };
};

const Values = z
  .strictObject({
    ...(Object.fromEntries(NUMBER_SETTINGS.map((setting) => [setting, z.number()])) as Record<
      NumberSetting,
      z.ZodNumber
    >),
    deadlineDays: perRule(z.int()),
    autoClose: perRule(z.boolean()),
    dutyFrom: perRule(PlainDate.optional()).optional(),
  })
  .meta({ id: 'SettingsValues', description: '全部设置 · All settings' });

/** The value of a setting: none of them is a free text. */
const value = z.union([z.number(), z.boolean(), PlainDate]).optional();
const SettingChange = z
  .strictObject({
    path: z.string().meta({ description: '哪项 · which' }),
    from: value.meta({ description: '原值 · what held' }),
    to: value.meta({ description: '新值 · what holds' }),
  })
  .meta({ id: 'SettingChange', description: '一项设置的变更 · One setting that changed' });

const Version = z
  .strictObject({
    from: PlainDate.meta({ description: '从何日起 · the day from which it holds' }),
    until: PlainDate.optional().meta({
      description: '到何日止；最后一版没有 · the last day on which it holds; the last version has none',
    }),
    state: z
      .enum(['past', 'in_force', 'upcoming'])
      .meta({ description: '过去、生效中、待生效 · past, in force, or upcoming' }),
    by: z.string().optional(),
    at: Instant.optional(),
    reason: z.string().optional(),
    changes: z.array(SettingChange).meta({ description: '与前一版相比 · compared with the version before' }),
    values: Values.meta({ description: '该版全部设置 · all that holds under it' }),
    ...CountyChannels.shape,
  })
  .meta({
    id: 'SettingsVersion',
    description: '一版设置：从何日起，谁何时为何 · A version: from when, by whom, when and why',
  });

export const SettingsView = z
  .strictObject({
    area: AreaCode,
    version: z
      .int()
      .min(0)
      .meta({ description: '改动次数，用于 If-Match · how often they were changed, for If-Match' }),
    on: PlainDate.meta({ description: '今天 · today' }),
    isDefault: z.boolean().meta({
      description:
        '是否为系统默认：该县没有自己的设置 · whether the county has none of its own, so that the defaults hold',
    }),
    values: Values.meta({ description: '今天生效的设置 · what holds today' }),
    versions: z.array(Version).meta({ description: '各版，新的在前 · every version, the newest first' }),
  })
  .meta({
    id: 'Settings',
    description:
      '一县的设置：今天生效的，和每一版 · A county’s settings: what holds today, and every version',
  });

const SettingsEntry = Entry.pick({
  version: true,
  at: true,
  actor: true,
  role: true,
  commands: true,
  reason: true,
})
  .extend({ changes: z.array(SettingChange).meta({ description: '变更 · changes' }) })
  .meta({ id: 'SettingsHistoryEntry', description: '谁何时为何改了什么 · Who changed what, when and why' });

export const SettingsHistory = z
  .strictObject({
    items: z.array(SettingsEntry),
    next: z.string().optional().meta({ description: '下一页 · the next page' }),
  })
  .meta({
    id: 'SettingsHistory',
    description: '设置的变更记录，新的在前 · Changes of a county’s settings, newest first',
  });

type ChangeView = z.output<typeof SettingChange>;

/** Hides the values of a change of channels: the versions show them to those who may see them. */
const changeView = ({ path, from, to }: Change): ChangeView =>
  path.includes('channels') ? { path } : { path, from: from as never, to: to as never };

/** Returns a county's settings on a day: the values in force, and every version with who stored it. */
export function settingsView(settings: CountySettings, on: PlainDate): z.output<typeof SettingsView> {
  const current = versionOn(settings, on);
  return {
    ...{ area: settings.area, version: settings.version, on, isDefault: current === undefined },
    values: valuesView(current),
    versions: versionsWithState(settings, on).map(({ beside, changes, ...version }) => ({
      ...version,
      values: valuesView(version),
      ...beside,
      changes: settingChanges(changes),
    })),
  };
}

/** `[2026-07-01].deadlineDays.R3`: the day of the version, the setting, the rule. */
const SETTING_PATH = /^(?:\[[^\]]*\]\.?)?([^.[]*)(?:\.(R\d+)$)?/;

/** Whether a change is of a setting that this version has; a later version may have others. */
const isOfKnownSetting = ({ path }: Change): boolean => {
  const [, setting = '', rule] = SETTING_PATH.exec(path) ?? [];
  const isKnown = setting === '' || setting in Version.shape || setting in Values.shape;
  return isKnown && (rule === undefined || RULES.includes(rule as RuleId));
};

const settingChanges = (changes: readonly Change[]): ChangeView[] =>
  changes.filter(isOfKnownSetting).map(changeView);

export const settingsEntryView = ({
  findings: _,
  flags: __,
  ...entry
}: ChangeEntry): z.output<typeof SettingsEntry> => ({ ...entry, changes: settingChanges(entry.changes) });
