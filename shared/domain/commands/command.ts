import type * as z from 'zod';
import type { Right } from '../access/rights.ts';
import type { PlainDate } from '../calendar/dates.ts';
import type { FlagWork } from '../ledger/work.ts';
import type { Actor } from '../records/actor.ts';
import type { Household } from '../records/household.ts';
import type { SiteId } from '../records/ids.ts';
import type { Revealed } from '../records/revealed.ts';
import type { Site } from '../records/site.ts';
import type { SupportEntry } from '../records/support-entry.ts';

/** Everything a command knows beside the record and its input: who, when, where new ids come from. */
export interface CommandContext {
  readonly actor: Actor;
  /** The instant, in milliseconds. */
  readonly now: number;
  /** The calendar date in Asia/Shanghai. */
  readonly today: PlainDate;
  /** A new ULID. */
  readonly newId: () => string;
  /** The sites that the command's `needs` named and that exist. */
  readonly sites: ReadonlyMap<SiteId, Site>;
}

interface RecordOf {
  household: Household;
  site: Site;
}

/**
 * One way to change a record. `apply` is pure: it returns the record as it then is, the very same object where
 * nothing changes, and throws `Refused` where it cannot be done.
 */
interface Command<
  Name extends string,
  Kind extends keyof RecordOf,
  Input extends z.ZodObject,
  Creates extends boolean,
> {
  readonly name: Name;
  readonly subject: Kind;
  readonly creates: Creates;
  /** Whoever has it may give it, in an area of theirs; jobs of the system may give any. */
  readonly right: Right;
  readonly input: Input;
  /** Sites that have to be read before it can be applied. */
  readonly needs?: (input: z.output<Input>) => readonly SiteId[];
  readonly apply: (
    record: Creates extends true ? undefined : RecordOf[Kind],
    input: z.output<Input>,
    context: CommandContext,
  ) => RecordOf[Kind];
  /** What it puts beside the record. */
  readonly support?: (input: z.output<Input>, context: CommandContext) => SupportEntry;
  /** What it gives the actor to see, which goes on record though nothing changes. */
  readonly reveals?: (input: z.output<Input>) => Revealed;
}

type Parts<
  Name extends string,
  Kind extends keyof RecordOf,
  Input extends z.ZodObject,
  Creates extends boolean,
> = Omit<Command<Name, Kind, Input, Creates>, 'subject' | 'creates'>;

export const onHousehold = <const Name extends string, Input extends z.ZodObject>(
  parts: Parts<Name, 'household', Input, false>,
) => ({
  ...parts,
  subject: 'household' as const,
  creates: false as const,
});

export const onSite = <const Name extends string, Input extends z.ZodObject>(
  parts: Parts<Name, 'site', Input, false>,
) => ({
  ...parts,
  subject: 'site' as const,
  creates: false as const,
});

export const newHousehold = <const Name extends string, Input extends z.ZodObject>(
  parts: Parts<Name, 'household', Input, true>,
) => ({
  ...parts,
  subject: 'household' as const,
  creates: true as const,
});

export const newSite = <const Name extends string, Input extends z.ZodObject>(
  parts: Parts<Name, 'site', Input, true>,
) => ({
  ...parts,
  subject: 'site' as const,
  creates: true as const,
});

/** A step with a flag of a record of whichever kind; the record itself stays as it is. */
export const onFlag = <const Name extends string, Input extends z.ZodObject>(parts: {
  readonly name: Name;
  readonly right: Right;
  readonly input: Input;
  readonly work: (input: z.output<Input>, context: CommandContext) => FlagWork;
}) => ({
  ...parts,
  subject: 'any' as const,
  creates: false as const,
  apply: <R extends Household | Site>(record: R): R => record,
});
