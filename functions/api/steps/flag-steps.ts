import type * as z from 'zod';
import type { BulkRequest } from '../../../shared/act/bulk-flags.ts';
import { COMMANDS, type Step } from '../../../shared/domain/commands/index.ts';
import { type FlagName, flagNameOf } from '../../../shared/domain/ledger/flag-id.ts';
import { NotFound } from '../http/errors.ts';
import { REASON_FIELD, step } from './run-steps.ts';

const which = { rule: true, member: true } as const;

/** What each step with a flag is told, whichever flag it is. */
export const FLAG_BODIES = {
  assign: COMMANDS['assign-flag'].input.omit(which).extend(REASON_FIELD).meta({ id: 'FlagAssignment' }),
  note: COMMANDS['note-flag'].input.omit(which).extend(REASON_FIELD).meta({ id: 'NewFlagNote' }),
  submit: COMMANDS['submit-flag'].input.omit(which).extend(REASON_FIELD).meta({ id: 'FlagSubmission' }),
  verify: COMMANDS['verify-flag'].input.omit(which).extend(REASON_FIELD).meta({ id: 'FlagVerification' }),
  return: COMMANDS['return-flag'].input.omit(which).meta({ id: 'FlagReturn' }),
  waive: COMMANDS['waive-flag'].input.omit(which).meta({ id: 'FlagWaiver' }),
} as const;
export type FlagStepName = keyof typeof FLAG_BODIES;

type BodyOf<Name extends FlagStepName> = z.output<(typeof FLAG_BODIES)[Name]>;

/** A step with a flag as its body tells it. */
export type FlagStep = {
  [Name in FlagStepName]: { readonly name: Name; readonly body: BodyOf<Name> };
}[FlagStepName];

/** Which flag an id means; one that could be nobody's is simply not there. */
export const flagSubjectOf = (id: string): FlagName => {
  const name = flagNameOf(id);
  if (!name) throw new NotFound();
  return name;
};

/** The command that a step is. */
export const commandOf = (taken: FlagStep, { rule, member }: FlagName): Step => {
  const of = { rule, member };
  // Why it is done is for the record; of a return and a waiver it is what is said to those who work on it, too.
  const said = <B extends { reason?: string | undefined }>({ reason: _, ...body }: B) => ({ ...body, ...of });
  switch (taken.name) {
    case 'assign':
      return step('assign-flag', said(taken.body));
    case 'note':
      return step('note-flag', said(taken.body));
    case 'submit':
      return step('submit-flag', said(taken.body));
    case 'verify':
      return step('verify-flag', said(taken.body));
    case 'return':
      return step('return-flag', { ...taken.body, ...of });
    case 'waive':
      return step('waive-flag', { ...taken.body, ...of });
  }
};

/** A step as the same request on each of many flags. */
export const bulkSteps = (step: FlagStep): Pick<BulkRequest, 'command' | 'stepFor' | 'reason'> => ({
  command: `${step.name}-flag`,
  stepFor: (flag) => commandOf(step, flag),
  reason: step.body.reason,
});
