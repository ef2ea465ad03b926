import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { dayOf, type PlainDate, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Flag } from '../../../../shared/domain/ledger/flag.ts';
import { updateFlags } from '../../../../shared/domain/ledger/update-flags.ts';
import type { Actor } from '../../../../shared/domain/records/actor.ts';
import type { Outcome } from '../../../../shared/domain/records/evaluated.ts';
import type { RuleId } from '../../../../shared/domain/records/rule-id.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/domain/rules/default-settings.ts';
import type { Settings } from '../../../../shared/domain/rules/settings.ts';
import type { Finding } from '../../../../shared/domain/rules/timeline.ts';
import { householdId } from '../rules/builders.ts';

export const AREA = AreaCode.parse('511722107');

export const finding = (rule: RuleId, outcome: Outcome, parts: Partial<Finding> = {}): Finding => ({
  rule,
  outcome,
  since: plainDate('2026-01-01'),
  reasons: [],
  ...parts,
});

/** The nightly look at a household's flags on a day, or somebody's. */
export const onNight = (
  day: string | PlainDate,
  flags: readonly Flag[],
  findings: readonly Finding[],
  changed: Partial<Settings> = {},
  actor: Actor = { kind: 'system', job: 'audit' },
) => {
  const today = plainDate(day);
  return updateFlags(flags, findings, {
    subject: householdId(1),
    area: AREA,
    actor,
    now: dayOf(today) * 86_400_000,
    today,
    settings: { ...DEFAULT_SETTINGS, ...changed },
  });
};

/** The flag that a gap of a rule opens on 2026-06-15, then brought by people into another state. */
export const flagOf = (rule: RuleId, parts: Partial<Flag> = {}): Flag => {
  const [flag] = onNight('2026-06-15', [], [finding(rule, 'gap')]).changed;
  if (!flag) throw new Error('a gap opens a flag');
  return { ...flag, ...parts };
};
