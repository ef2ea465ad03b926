import type * as z from 'zod';
import type { Right } from '../access/rights.ts';
import type { Areas } from '../areas/areas.ts';
import type { PlainDate } from '../calendar/dates.ts';
import type { FlagWork } from '../ledger/work.ts';
import type { Actor } from '../records/actor.ts';
import type { Household } from '../records/household.ts';
import type { SiteId } from '../records/ids.ts';
import type { Revealed } from '../records/revealed.ts';
import type { Site } from '../records/site.ts';
import type { SupportEntry } from '../records/support-entry.ts';

/** A command's context: actor, time and source of ids. */
export interface CommandContext {
  readonly actor: Actor;
  /** The instant, in milliseconds since the epoch. */
  readonly now: number;
  /** The calendar date in Asia/Shanghai. */
  readonly today: PlainDate;
  /** A new ULID. */
  readonly newId: () => string;
  /** The divisions in use: a record lies in one of their townships. */
  readonly areas: Areas;
  /** Those of the sites named by the command's `needs` that exist. */
  readonly sites: ReadonlyMap<SiteId, Site>;
}

interface RecordOf {
  household: Household;
  site: Site;
}

/**
 * One way to change a record. `apply` is pure: it returns the changed record, or the same object if nothing changes,
 * and throws `Refused` if the change is not possible.
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
  /** The right that a person needs on the record; jobs of the system need none. */
  readonly right: Right;
  readonly input: Input;
  /** The sites that must be read before `apply`. */
  readonly needs?: (input: z.output<Input>) => readonly SiteId[];
  readonly apply: (
    record: Creates extends true ? undefined : RecordOf[Kind],
    input: z.output<Input>,
    context: CommandContext,
  ) => RecordOf[Kind];
  /** Builds the support entry stored beside the record. */
  readonly support?: (input: z.output<Input>, context: CommandContext) => SupportEntry;
  /** Builds the reveal, which is recorded although the record does not change. */
  readonly reveals?: (input: z.output<Input>) => Revealed;
}

type Parts<
  Name extends string,
  Kind extends keyof RecordOf,
  Input extends z.ZodObject,
  Creates extends boolean,
> = Omit<Command<Name, Kind, Input, Creates>, 'subject' | 'creates'>;

export const householdCommand = <const Name extends string, Input extends z.ZodObject>(
  parts: Parts<Name, 'household', Input, false>,
) => ({
  ...parts,
  subject: 'household' as const,
  creates: false as const,
});

export const siteCommand = <const Name extends string, Input extends z.ZodObject>(
  parts: Parts<Name, 'site', Input, false>,
) => ({
  ...parts,
  subject: 'site' as const,
  creates: false as const,
});

export const householdRegistration = <const Name extends string, Input extends z.ZodObject>(
  parts: Parts<Name, 'household', Input, true>,
) => ({
  ...parts,
  subject: 'household' as const,
  creates: true as const,
});

export const siteRegistration = <const Name extends string, Input extends z.ZodObject>(
  parts: Parts<Name, 'site', Input, true>,
) => ({
  ...parts,
  subject: 'site' as const,
  creates: true as const,
});

/** Defines a command on a flag of a household or a site; it leaves the record unchanged. */
export const flagCommand = <const Name extends string, Input extends z.ZodObject>(parts: {
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
