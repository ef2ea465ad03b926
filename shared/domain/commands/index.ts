import type * as z from 'zod';
import { COVERAGE_COMMANDS } from './coverages.ts';
import { EMPLOYMENT_COMMANDS } from './employments.ts';
import { FLAG_COMMANDS } from './flags.ts';
import { HOUSEHOLD_COMMANDS } from './households.ts';
import { CHANNEL_COMMANDS } from './income-channels.ts';
import { MEMBER_COMMANDS } from './members.ts';
import { REVEAL_COMMANDS } from './reveal.ts';
import { SITE_COMMANDS } from './sites.ts';

/** All commands: the API, the pages, the sheets and the audit use the same ones. */
const ALL = [
  ...HOUSEHOLD_COMMANDS,
  ...MEMBER_COMMANDS,
  ...EMPLOYMENT_COMMANDS,
  ...CHANNEL_COMMANDS,
  ...COVERAGE_COMMANDS,
  ...SITE_COMMANDS,
  ...REVEAL_COMMANDS,
  ...FLAG_COMMANDS,
] as const;

type AnyCommand = (typeof ALL)[number];
export type CommandName = AnyCommand['name'];
export type CommandOf<Name extends CommandName> = Extract<AnyCommand, { name: Name }>;

export const COMMANDS = Object.fromEntries(ALL.map((command) => [command.name, command])) as {
  readonly [Name in CommandName]: CommandOf<Name>;
};

/** A command's name with its input: one step of an `act`. */
export type Step = {
  [Name in CommandName]: { readonly name: Name; readonly input: z.output<CommandOf<Name>['input']> };
}[CommandName];
