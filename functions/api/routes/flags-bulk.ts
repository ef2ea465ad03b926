import * as z from 'zod';
import { FlagState } from '../../../shared/domain/ledger/flag.ts';
import { FlagId } from '../../../shared/domain/ledger/flag-id.ts';
import { badRequest } from '../http/parse.ts';
import { type Route, route } from '../http/route.ts';
import { runBulk } from '../steps/bulk.ts';
import { FLAG_BODIES, type FlagStep, type FlagStepName } from '../steps/flag-steps.ts';

const MOST = 100;

const ids = z
  .array(FlagId)
  .min(1)
  .max(MOST)
  .refine((some) => new Set(some).size === some.length, { error: 'flag_twice' });

const many = <Name extends FlagStepName>(name: Name) =>
  z.strictObject({ ids, step: z.literal(name), input: FLAG_BODIES[name] });

const Bulk = z
  .discriminatedUnion('step', [
    many('assign'),
    many('note'),
    many('submit'),
    many('verify'),
    many('return'),
    many('waive'),
  ])
  .meta({ id: 'FlagsBulk' });

const Result = z
  .strictObject({
    id: FlagId,
    done: z.boolean(),
    state: FlagState.optional().meta({ description: 'After it' }),
    code: z.string().optional(),
    message: z.string().optional(),
  })
  .meta({ id: 'FlagsBulkResult', description: 'What came of the step with one flag' });

/** One step with up to a hundred flags. */
const bulk = route({
  method: 'POST',
  path: '/flags/bulk',
  summary: '批量办理 · Take one step with up to 100 flags',
  access: ['assign-flag', 'note-flag', 'submit-flag', 'verify-flag', 'return-flag', 'waive-flag'],
  many: true,
  tag: 'flags',
  body: Bulk,
  answer: z.strictObject({ items: z.array(Result) }).meta({ id: 'FlagsBulkResults' }),
  handle: async (asked) => {
    const { body, expects } = asked;
    if (expects !== undefined) throw badRequest('if_match_of_many', ['If-Match']);
    const taken = { name: body.step, body: body.input } as FlagStep;
    return { value: { items: await runBulk(asked, taken, body.ids) } };
  },
});

export const FLAG_BULK_ROUTES: readonly Route[] = [bulk];
