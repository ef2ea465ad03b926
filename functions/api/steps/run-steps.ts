import type * as z from 'zod';
import type { ActRequest } from '../../../shared/act/act.ts';
import { executeForPerson } from '../../../shared/act/execute-for-person.ts';
import type { CommandName, CommandOf, Step } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import type { Receipt } from '../../../shared/domain/records/receipt.ts';
import { badRequest } from '../http/parse.ts';
import type { RouteContext, RouteResult } from '../http/route.ts';

/** The field of every changing body that goes into the history of the record. */
export const REASON_FIELD = {
  reason: Remark.optional().meta({ description: '原因 · Why, for the history of the record' }),
};

/** Returns a command as a step. */
export const step = <Name extends CommandName>(name: Name, input: z.output<CommandOf<Name>['input']>): Step =>
  ({ name, input }) as Step;

/** Returns the step for an optional field of a body; none if the body has no such field. */
export const stepIf = <T>(value: T | undefined, stepFor: (value: T) => Step): Step[] =>
  value === undefined ? [] : [stepFor(value)];

/** Returns the fields of a body that are of a schema; undefined if the body has none of them. */
export function pickDefined<S extends z.ZodObject>(schema: S, body: object): z.output<S> | undefined {
  const fields = Object.entries(body).filter(([key, value]) => key in schema.shape && value !== undefined);
  return fields.length === 0 ? undefined : (Object.fromEntries(fields) as z.output<S>);
}

type RunContext = Pick<
  RouteContext<unknown, unknown, { readonly reason?: string | undefined }>,
  'deps' | 'actor' | 'expects' | 'idempotencyKey' | 'body'
>;

/** Runs steps on a record, once, and returns the receipt. Throws `BadRequest` if there is no step. */
export async function runSteps(
  { deps, actor, expects, idempotencyKey, body }: RunContext,
  subject: ActRequest['subject'],
  steps: readonly Step[],
): Promise<RouteResult<Receipt>> {
  if (steps.length === 0) throw badRequest('nothing_given');
  const request = { subject, steps, reason: body.reason, expects, idempotencyKey };
  const receipt = await executeForPerson(deps, actor, request);
  return { value: receipt, version: receipt.version };
}
