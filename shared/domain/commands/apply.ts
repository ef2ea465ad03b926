import type { FlagWork } from '../ledger/work.ts';
import type { Household } from '../records/household.ts';
import type { SiteId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import type { Revealed } from '../records/revealed.ts';
import type { Site } from '../records/site.ts';
import type { SupportEntry } from '../records/support-entry.ts';
import type { CommandContext } from './command.ts';
import { COMMANDS, type CommandName, type Step } from './index.ts';

type AnyRecord = Household | Site;

/** A command as `apply` runs it, its name no longer known to the type. */
interface Applicable {
  readonly creates: boolean;
  readonly subject: AnyRecord['kind'] | 'any';
  readonly needs?: (input: unknown) => readonly SiteId[];
  readonly apply: (record: AnyRecord | undefined, input: unknown, context: CommandContext) => AnyRecord;
  readonly support?: (input: unknown, context: CommandContext) => SupportEntry;
  readonly reveals?: (input: unknown) => Revealed;
  readonly work?: (input: unknown, context: CommandContext) => FlagWork;
}

/** A step pairs a command with its own input, so looking the command up by the step's name keeps them together. */
const commandOf = (name: CommandName): Applicable => COMMANDS[name] as unknown as Applicable;

/** Sites that have to be read before the steps can be applied. */
export const sitesNeeded = (steps: readonly Step[]): SiteId[] => [
  ...new Set(steps.flatMap(({ name, input }) => commandOf(name).needs?.(input) ?? [])),
];

/** The record as the steps leave it, what they put beside it or into its change entry, and what they do with flags. */
interface Applied {
  readonly after: AnyRecord;
  readonly support: SupportEntry[];
  readonly revealed: Revealed | undefined;
  readonly work: FlagWork[];
}

/**
 * Applies steps to a record, one after the other: all of them, or none and `Refused`. Without a record the first
 * step has to create it. Gives the very same record back where nothing changes.
 */
export function applySteps(
  before: AnyRecord | undefined,
  steps: readonly Step[],
  context: CommandContext,
): Applied {
  const support: SupportEntry[] = [];
  const work: FlagWork[] = [];
  let revealed: Revealed | undefined;
  let record = before;
  for (const { name, input } of steps) {
    const command = commandOf(name);
    if (command.creates && record) throw new Refused('record_exists');
    const isOther = command.subject !== 'any' && record?.kind !== command.subject;
    if (!command.creates && (!record || isOther)) throw new Refused('record_unknown');
    record = command.apply(record, input, context);
    if (command.support) support.push(command.support(input, context));
    if (command.work) work.push(command.work(input, context));
    if (command.reveals) {
      // An entry names one member: whoever asks for two of them asks twice.
      if (revealed) throw new Error('steps of one change reveal more than once');
      revealed = command.reveals(input);
    }
  }
  if (!record) throw new Refused('record_unknown');
  return { after: record, support, revealed, work };
}
