import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { OfChannel, OfHousehold, OfLinkage } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { pickDefined, REASON_FIELD, runSteps, step, stepIf } from '../steps/run-steps.ts';

const ofFact = { id: true } as const;

const log = route({
  method: 'POST',
  path: '/households/{id}/income-channels',
  summary: '登记增收渠道 · Log an income channel',
  access: ['log-income-channel'],
  tag: 'income channels',
  params: OfHousehold,
  body: COMMANDS['log-income-channel'].input.omit(ofFact).extend(REASON_FIELD).meta({
    id: 'NewIncomeChannel',
  }),
  answer: Receipt,
  creates: true,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    return runSteps(context, { kind: 'household', id: context.params.id }, [
      step('log-income-channel', input),
    ]);
  },
});

const Corrections = COMMANDS['correct-income-channel'].input.shape.changes;

const patch = route({
  method: 'PATCH',
  path: '/households/{id}/income-channels/{cid}',
  summary: '增收渠道：终止、金额、核实、更正、作废 · Change an income channel',
  access: [
    'correct-income-channel',
    'end-income-channel',
    'record-channel-amount',
    'confirm-income-channel',
    'void-income-channel',
  ],
  tag: 'income channels',
  params: OfChannel,
  body: Corrections.extend({
    ended: PlainDate.optional().meta({ description: '终止日期 · The last day' }),
    amount: COMMANDS['record-channel-amount'].input.omit(ofFact).optional(),
    confirmed: PlainDate.optional().meta({
      description: '佐证时间 · The day on which somebody saw that it goes on',
    }),
    void: Remark.optional().meta({ description: '作废原因 · Why it never counted' }),
    ...REASON_FIELD,
  }).meta({ id: 'IncomeChannelChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const id = params.cid;
    return runSteps(context, { kind: 'household', id: params.id }, [
      ...stepIf(pickDefined(Corrections, body), (changes) => step('correct-income-channel', { id, changes })),
      ...stepIf(body.ended, (until) => step('end-income-channel', { id, until })),
      ...stepIf(body.amount, (amount) => step('record-channel-amount', { id, ...amount })),
      ...stepIf(body.confirmed, (on) => step('confirm-income-channel', { id, on })),
      ...stepIf(body.void, (reason) => step('void-income-channel', { id, reason })),
    ]);
  },
});

const LinkageCorrections = COMMANDS['correct-linkage'].input.shape.changes;

const patchLinkage = route({
  method: 'PATCH',
  path: '/households/{id}/linkages/{lid}',
  summary: '利益联结：终止、金额、核实、更正、作废 · Change a linkage',
  access: ['correct-linkage', 'end-linkage', 'record-linkage-amount', 'confirm-linkage', 'void-linkage'],
  tag: 'linkages',
  params: OfLinkage,
  body: LinkageCorrections.extend({
    ended: PlainDate.optional().meta({ description: '终止日期 · The last day' }),
    yearly: COMMANDS['record-linkage-amount'].input.omit(ofFact).optional(),
    confirmed: PlainDate.optional().meta({
      description: '佐证时间 · The day on which somebody saw that it goes on',
    }),
    void: Remark.optional().meta({ description: '作废原因 · Why it never counted' }),
    ...REASON_FIELD,
  }).meta({ id: 'LinkageChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const id = params.lid;
    return runSteps(context, { kind: 'household', id: params.id }, [
      ...stepIf(pickDefined(LinkageCorrections, body), (changes) => step('correct-linkage', { id, changes })),
      ...stepIf(body.ended, (until) => step('end-linkage', { id, until })),
      ...stepIf(body.yearly, (amount) => step('record-linkage-amount', { id, ...amount })),
      ...stepIf(body.confirmed, (on) => step('confirm-linkage', { id, on })),
      ...stepIf(body.void, (reason) => step('void-linkage', { id, reason })),
    ]);
  },
});

export const CHANNEL_ROUTES: readonly Route[] = [log, patch, patchLinkage];
