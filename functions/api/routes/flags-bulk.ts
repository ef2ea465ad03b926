import * as z from 'zod';
import { bulkFlags } from '../../../shared/act/bulk-flags.ts';
import { FlagId } from '../../../shared/domain/ledger/flag-id.ts';
import { BulkResultView, bulkResultView } from '../../../shared/views/flag-bulk.ts';
import { badRequest } from '../http/parse.ts';
import { type Route, route } from '../http/route.ts';
import { bulkSteps, FLAG_BODIES, type FlagStep, type FlagStepName } from '../steps/flag-steps.ts';

const MAX_FLAGS = 100;

const ids = z
  .array(FlagId)
  .min(1)
  .max(MAX_FLAGS)
  .refine((some) => new Set(some).size === some.length, { error: 'flag_twice' })
  .meta({ description: '问题编号，至多 100 个 · ids of flags, at most 100' });

const many = <Name extends FlagStepName>(name: Name) =>
  z.strictObject({
    ids,
    step: z.literal(name).meta({ description: '步骤 · the step' }),
    input: FLAG_BODIES[name].meta({ description: '该步骤的内容 · what the step takes' }),
  });

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

const bulk = route({
  method: 'POST',
  path: '/flags/bulk',
  summary: '批量办理 · Take one step with up to 100 flags',
  access: ['assign-flag', 'note-flag', 'submit-flag', 'verify-flag', 'return-flag', 'waive-flag'],
  many: true,
  tag: 'flags',
  body: Bulk,
  answer: z.strictObject({ items: z.array(BulkResultView) }).meta({
    id: 'FlagsBulkResults',
    description: '逐个问题的办理结果 · What came of the step with each flag',
  }),
  handle: async ({ deps, actor, body, expects, idempotencyKey, language }) => {
    if (expects !== undefined) throw badRequest('if_match_of_many', ['If-Match']);
    const request = {
      ids: body.ids,
      ...bulkSteps({ name: body.step, body: body.input } as FlagStep),
      idempotencyKey,
    };
    const results = await bulkFlags(deps, actor, request);
    return { value: { items: results.map((result) => bulkResultView(result, language, deps.areas)) } };
  },
});

export const FLAG_BULK_ROUTES: readonly Route[] = [bulk];
