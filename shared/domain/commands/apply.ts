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

/** A command without the type of its name and input. */
interface Applicable {
  readonly creates: boolean;
  readonly subject: AnyRecord['kind'] | 'any';
  readonly needs?: (input: unknown) => readonly SiteId[];
  readonly apply: (record: AnyRecord | undefined, input: unknown, context: CommandContext) => AnyRecord;
  readonly support?: (input: unknown, context: CommandContext) => SupportEntry;
  readonly reveals?: (input: unknown) => Revealed;
  readonly work?: (input: unknown, context: CommandContext) => FlagWork;
}

/** Looks a command up by name; a step's type pairs the name with its own input. */
const commandOf = (name: CommandName): Applicable => COMMANDS[name] as unknown as Applicable;

/** Returns the ids of the sites that must be read before the steps are applied. */
export const sitesNeeded = (steps: readonly Step[]): SiteId[] => [
  ...new Set(steps.flatMap(({ name, input }) => commandOf(name).needs?.(input) ?? [])),
];

/** The result of steps: the record, items beside it, the reveal for its change entry, and work on its flags. */
interface Applied {
  readonly after: AnyRecord;
  readonly support: SupportEntry[];
  readonly revealed: Revealed | undefined;
  readonly work: FlagWork[];
}

/**
 * Applies steps to a record in order. Without a record, the first step must create it. Returns the same object if
 * nothing changes. Throws `Refused` if any step is refused.
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
    const isOtherKind = command.subject !== 'any' && record?.kind !== command.subject;
    if (!command.creates && (!record || isOtherKind)) throw new Refused('record_unknown');
    record = command.apply(record, input, context);
    if (command.support) support.push(command.support(input, context));
    if (command.work) work.push(command.work(input, context));
    if (command.reveals) {
      // A change entry names one revealed member.
      if (revealed) throw new Error('steps of one change reveal more than once');
      revealed = command.reveals(input);
    }
  }
  if (!record) throw new Refused('record_unknown');
  return { after: record, support, revealed, work };
}
