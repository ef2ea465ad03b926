import type * as z from 'zod';
import type { BulkRequest } from '../../../shared/act/bulk-flags.ts';
import { COMMANDS, type Step } from '../../../shared/domain/commands/index.ts';
import { type FlagName, flagNameOf } from '../../../shared/domain/ledger/flag-id.ts';
import { NotFound } from '../http/errors.ts';
import { REASON_FIELD, step } from './run-steps.ts';

const FLAG_FIELDS = { rule: true, member: true } as const;

/** The body of each step on a flag. The flag is named by its id. */
export const FLAG_BODIES = {
  assign: COMMANDS['assign-flag'].input.omit(FLAG_FIELDS).extend(REASON_FIELD).meta({ id: 'FlagAssignment' }),
  note: COMMANDS['note-flag'].input.omit(FLAG_FIELDS).extend(REASON_FIELD).meta({ id: 'NewFlagNote' }),
  submit: COMMANDS['submit-flag'].input.omit(FLAG_FIELDS).extend(REASON_FIELD).meta({ id: 'FlagSubmission' }),
  verify: COMMANDS['verify-flag'].input
    .omit(FLAG_FIELDS)
    .extend(REASON_FIELD)
    .meta({ id: 'FlagVerification' }),
  return: COMMANDS['return-flag'].input.omit(FLAG_FIELDS).meta({ id: 'FlagReturn' }),
  waive: COMMANDS['waive-flag'].input.omit(FLAG_FIELDS).meta({ id: 'FlagWaiver' }),
} as const;
export type FlagStepName = keyof typeof FLAG_BODIES;

type BodyOf<Name extends FlagStepName> = z.output<(typeof FLAG_BODIES)[Name]>;

/** A step on a flag with its body. */
export type FlagStep = {
  [Name in FlagStepName]: { readonly name: Name; readonly body: BodyOf<Name> };
}[FlagStepName];

/** Parses the id of a flag. Throws `NotFound` if there is no such rule. */
export function parseFlagId(id: string): FlagName {
  const name = flagNameOf(id);
  if (!name) throw new NotFound();
  return name;
}

/** Returns the command step of a step on a flag. */
export function commandStep(flagStep: FlagStep, { rule, member }: FlagName): Step {
  const flag = { rule, member };
  // The reason goes into the history of the record. Of a return and a waiver it is part of the step as well.
  const inputOf = <B extends { reason?: string | undefined }>({ reason: _, ...body }: B) => ({
    ...body,
    ...flag,
  });
  switch (flagStep.name) {
    case 'assign':
      return step('assign-flag', inputOf(flagStep.body));
    case 'note':
      return step('note-flag', inputOf(flagStep.body));
    case 'submit':
      return step('submit-flag', inputOf(flagStep.body));
    case 'verify':
      return step('verify-flag', inputOf(flagStep.body));
    case 'return':
      return step('return-flag', { ...flagStep.body, ...flag });
    case 'waive':
      return step('waive-flag', { ...flagStep.body, ...flag });
  }
}

/** Returns the request that takes a step on many flags. */
export const bulkSteps = (step: FlagStep): Pick<BulkRequest, 'command' | 'stepFor' | 'reason'> => ({
  command: `${step.name}-flag`,
  stepFor: (flag) => commandStep(step, flag),
  reason: step.body.reason,
});
