import { expect } from 'vitest';
import type * as z from 'zod';
import { applySteps } from '../../../../../shared/domain/commands/apply.ts';
import { COMMANDS, type CommandName, type Step } from '../../../../../shared/domain/commands/index.ts';
import { findingsOf } from '../../../../../shared/domain/ledger/evaluate.ts';
import { Flag } from '../../../../../shared/domain/ledger/flag.ts';
import { applyFlagWork } from '../../../../../shared/domain/ledger/work.ts';
import type { Actor } from '../../../../../shared/domain/records/actor.ts';
import { type Change, changesBetween } from '../../../../../shared/domain/records/change.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import { Refused } from '../../../../../shared/domain/records/refusal.ts';
import type { Revealed } from '../../../../../shared/domain/records/revealed.ts';
import type { Site } from '../../../../../shared/domain/records/site.ts';
import type { SupportEntry } from '../../../../../shared/domain/records/support-entry.ts';
import { policy } from '../../rules/builders.ts';
import { contextNow } from './world.ts';

/** A command as somebody sends it, and what is to come of it. */
export interface Case {
  readonly name: CommandName;
  readonly says: string;
  readonly record: Household | Site | undefined;
  readonly input: unknown;
  /** The flags of the record, where it is one of theirs that is to take a step. */
  readonly flags?: readonly Flag[];
  /** A clerk unless said otherwise. */
  readonly actor?: Actor;
  readonly expected:
    | {
        readonly changes: readonly object[];
        readonly support?: readonly object[];
        readonly revealed?: object;
        readonly flags?: readonly object[];
      }
    | { readonly code: string; readonly path: string };
}

const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
};

interface Done {
  readonly before: Household | Site | undefined;
  readonly after: Household | Site;
  readonly changes: Change[];
  readonly support: SupportEntry[];
  readonly revealed: Revealed | undefined;
  readonly flags: Flag[];
}

/** The code and the place of what was refused, by the schema of the input or by the command. */
interface No {
  readonly code: string;
  readonly path: string;
}

/** Checks an input, then applies the command to a record that nobody can write into. */
export const carriedOut = ({
  name,
  record,
  input,
  flags = [],
  actor,
}: Pick<Case, 'name' | 'record' | 'input' | 'flags' | 'actor'>): Done | No => {
  const schema: z.ZodType = COMMANDS[name].input;
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const isOwn = issue?.code === 'custom' || /^[a-z_]+$/.test(issue?.message ?? '');
    return { code: (isOwn ? issue?.message : issue?.code) ?? '', path: issue?.path.join('.') ?? '' };
  }
  const before = frozen(record);
  const step = frozen({ name, input: parsed.data }) as Step;
  try {
    const context = contextNow(actor);
    const { after, support, revealed, work } = applySteps(before, [step], context);
    const { today } = context;
    const findings = findingsOf(after, { residences: [], links: [] }, policy, today);
    const circumstances = { ...context, subject: after.id, area: after.area, settings: policy.settings };
    const { changed } = applyFlagWork(frozen(flags), work, findings, circumstances);
    return { before, after, changes: changesBetween(before, after), support, revealed, flags: changed };
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, path: error.path };
    throw error;
  }
};

/** Runs one case; where nothing is to change, the very same record has to come back. */
export const hold = (one: Case): void => {
  const done = carriedOut(one);
  if ('code' in one.expected) {
    expect(done).toEqual(one.expected);
    return;
  }
  if ('code' in done) throw new Error(`refused: ${done.code} at ${done.path}`);
  expect(done.changes).toEqual(one.expected.changes);
  if (one.expected.changes.length === 0) expect(done.after).toBe(done.before);
  expect(done.support).toEqual(one.expected.support ?? []);
  expect(done.revealed).toEqual(one.expected.revealed);
  expect(done.flags).toEqual((one.expected.flags ?? []).map((flag) => expect.objectContaining(flag)));
  for (const flag of done.flags) expect(Flag.parse(flag)).toEqual(flag);
};
