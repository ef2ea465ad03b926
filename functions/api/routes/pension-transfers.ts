import * as z from 'zod';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { OfHousehold, OfTransfer } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { REASON_FIELD, runSteps, step } from '../steps/run-steps.ts';

const tag = 'pension transfers';

const start = route({
  method: 'POST',
  path: '/households/{id}/pension-transfers',
  summary: '发起养老保险关系转移接续 · Start a pension transfer',
  access: ['start-pension-transfer'],
  tag,
  params: OfHousehold,
  body: COMMANDS['start-pension-transfer'].input.extend(REASON_FIELD).meta({ id: 'NewPensionTransfer' }),
  answer: Receipt,
  creates: true,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    return runSteps(context, { kind: 'household', id: context.params.id }, [
      step('start-pension-transfer', input),
    ]);
  },
});

const takeStep = route({
  method: 'POST',
  path: '/households/{id}/pension-transfers/{tid}/steps',
  summary: '登记转移接续进度 · Record the next step of a pension transfer',
  access: ['record-transfer-step'],
  tag,
  params: OfTransfer,
  body: COMMANDS['record-transfer-step'].input.omit({ id: true }).extend(REASON_FIELD).meta({
    id: 'NewTransferStep',
  }),
  answer: Receipt,
  creates: true,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    const { id, tid } = context.params;
    return runSteps(context, { kind: 'household', id }, [
      step('record-transfer-step', { id: tid, ...input }),
    ]);
  },
});

const patch = route({
  method: 'PATCH',
  path: '/households/{id}/pension-transfers/{tid}',
  summary: '作废转移接续 · Void a pension transfer',
  access: ['void-pension-transfer'],
  tag,
  params: OfTransfer,
  body: z
    .strictObject({ void: Remark.meta({ description: '作废原因 · Why it never counted' }), ...REASON_FIELD })
    .meta({ id: 'PensionTransferChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { id, tid } = context.params;
    const voided = step('void-pension-transfer', { id: tid, reason: context.body.void });
    return runSteps(context, { kind: 'household', id }, [voided]);
  },
});

export const PENSION_TRANSFER_ROUTES: readonly Route[] = [start, takeStep, patch];
