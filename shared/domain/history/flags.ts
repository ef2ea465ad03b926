import { type Flag, StoredFlag } from '../ledger/flag.ts';
import { STEPS_KEPT } from '../ledger/steps.ts';
import { type Change, type ChangeEntry, changesIn } from '../records/change.ts';
import type { Household } from '../records/household.ts';
import type { Site } from '../records/site.ts';

/** Flags of one record in the paths of its changes: `R3`, `R5#01M…`. */
export const flagName = ({ rule, member }: Pick<Flag, 'rule' | 'member'>): string =>
  member ? `${rule}#${member}` : rule;

/** The fields of a flag without rule, member, subject and steps. */
export type FlagFields = { readonly id: string } & Record<string, unknown>;

const fieldsOf = ({ subject: _, rule, member, history: __, ...kept }: Flag): FlagFields => ({
  id: flagName({ rule, member }),
  ...kept,
});

/** Returns the changed fields of flags; their steps are separate in the entry. */
export function flagChanges(before: readonly Flag[], changed: readonly Flag[]): Change[] {
  const names = new Set(changed.map(flagName));
  const flagsBefore = before.filter((flag) => names.has(flagName(flag)));
  return changesIn('flags', flagsBefore.map(fieldsOf), changed.map(fieldsOf));
}

/** Returns the fields of flags with the steps of an entry appended to their histories. */
export function withSteps(flags: readonly FlagFields[], { at, actor, flags: steps }: ChangeEntry) {
  const stepsOf = (name: string) => steps.filter((step) => flagName(step) === name);
  return flags.map((fields): FlagFields => {
    const newSteps = stepsOf(fields.id).map(({ rule: _, member: __, from: ___, ...step }) => ({
      at,
      ...step,
      by: actor,
    }));
    if (newSteps.length === 0) return fields;
    const { history = [] } = fields as { history?: unknown[] };
    return { ...fields, history: [...history, ...newSteps].slice(-STEPS_KEPT) };
  });
}

/** A record's flags from their fields, in the order in which the table has them. */
export const flagsFrom = (fields: readonly FlagFields[], subject: (Household | Site)['id']): Flag[] =>
  fields
    .map(({ id, history = [], ...kept }) => {
      const [rule, member] = id.split('#');
      return StoredFlag.parse({ subject, rule, ...(member ? { member } : {}), ...kept, history });
    })
    .sort((a, b) => (flagName(a) < flagName(b) ? -1 : 1));
