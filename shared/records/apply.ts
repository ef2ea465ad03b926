import type { CommandContext } from './command.ts';
import { COMMANDS, type CommandName, type Step } from './commands/index.ts';
import type { Household } from './household.ts';
import type { SiteId } from './ids.ts';
import { Refused } from './refusal.ts';
import type { Site } from './site.ts';
import type { SupportEntry } from './support-entry.ts';

type AnyRecord = Household | Site;

/** A command as `apply` runs it, its name no longer known to the type. */
interface Applicable {
  readonly creates: boolean;
  readonly subject: AnyRecord['kind'];
  readonly needs?: (input: unknown) => readonly SiteId[];
  readonly apply: (record: AnyRecord | undefined, input: unknown, context: CommandContext) => AnyRecord;
  readonly support?: (input: unknown, context: CommandContext) => SupportEntry;
}

/** A step pairs a command with its own input, so looking the command up by the step's name keeps them together. */
const commandOf = (name: CommandName): Applicable => COMMANDS[name] as unknown as Applicable;

/** Sites that have to be read before the steps can be applied. */
export const sitesNeeded = (steps: readonly Step[]): SiteId[] => [
  ...new Set(steps.flatMap(({ name, input }) => commandOf(name).needs?.(input) ?? [])),
];

/**
 * Applies steps to a record, one after the other: all of them, or none and `Refused`. Without a record the first
 * step has to create it. Gives the very same record back where nothing changes.
 */
export const applySteps = (
  before: AnyRecord | undefined,
  steps: readonly Step[],
  context: CommandContext,
): { readonly after: AnyRecord; readonly support: SupportEntry[] } => {
  const support: SupportEntry[] = [];
  let record = before;
  for (const { name, input } of steps) {
    const command = commandOf(name);
    if (command.creates && record) throw new Refused('record_exists');
    if (!command.creates && record?.kind !== command.subject) throw new Refused('record_unknown');
    record = command.apply(record, input, context);
    if (command.support) support.push(command.support(input, context));
  }
  if (!record) throw new Refused('record_unknown');
  return { after: record, support };
};
