import { permitPlace, permitRight } from '../access/permit.ts';
import { dateInShanghai, type PlainDate } from '../calendar/dates.ts';
import { hashOf } from '../history/hash.ts';
import { type Actor, actorId } from '../records/actor.ts';
import { type Change, type ChangeEntry, changesIn } from '../records/change.ts';
import { Refused } from '../records/refusal.ts';
import { applyToSettings, type SettingsStep } from './commands.ts';
import {
  type CountySettings,
  type SettingsDecision,
  type VersionWithAuthor,
  valuesOf,
  versionOn,
} from './county.ts';

export interface SettingsCommandRequest {
  readonly step: SettingsStep;
  readonly reason?: string | undefined;
  /** The version that the caller has seen; the command is refused if it is no longer the current one. */
  readonly expects?: number | undefined;
}

const contentOf = (version: VersionWithAuthor | undefined): object => ({
  ...valuesOf(version),
  ...version?.beside,
});

/** Returns the differences between the settings in force on a day before and after a step. */
const changesOn = (before: CountySettings, after: CountySettings, from: PlainDate): Change[] =>
  changesIn(`[${from}]`, contentOf(versionOn(before, from)), contentOf(versionOn(after, from)));

/** Checks the right `keep_settings` and that the actor's areas contain the county. Throws `Refused`. */
export function permitSettings(actor: Actor, { area }: Pick<CountySettings, 'area'>): void {
  permitRight(actor, 'keep_settings', undefined);
  permitPlace(actor, { area });
}

/**
 * Decides on a step: checks the actor's rights, applies the step and builds the change entry, chained to the previous
 * one. Pure. Throws `Refused`.
 */
export function decideOnSettings(
  before: CountySettings,
  { step, reason, expects }: SettingsCommandRequest,
  { actor, now }: { readonly actor: Actor; readonly now: number },
): SettingsDecision {
  permitSettings(actor, before);
  if (expects !== undefined && before.version !== expects) throw new Refused('version_changed');
  const at = new Date(now).toISOString();
  const by = actorId(actor);
  const applied = applyToSettings(before, step, { by, at, today: dateInShanghai(now), reason });
  if (applied === before) return { before, after: before, entry: undefined };
  const entry: ChangeEntry = {
    version: before.version + 1,
    at,
    actor: by,
    ...(actor.kind === 'person' ? { role: actor.role } : {}),
    commands: [step.name],
    ...(reason ? { reason } : {}),
    changes: changesOn(before, applied, step.input.from),
    findings: [],
    flags: [],
    ...(before.lastChange ? { previous: before.lastChange.hash } : {}),
  };
  const after = { ...applied, version: entry.version, lastChange: { at, hash: hashOf(entry) } };
  return { before, after, entry };
}
