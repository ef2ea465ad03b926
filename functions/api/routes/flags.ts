import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { FlagState } from '../../../shared/domain/ledger/flag.ts';
import { FlagId } from '../../../shared/domain/ledger/flag-id.ts';
import { Text } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { KnownRuleId } from '../../../shared/domain/rules/registry.ts';
import { getFlag, listFlags } from '../../../shared/queries/flags.ts';
import { mapPage } from '../../../shared/queries/page.ts';
import { FlagLine, flagDetailView, flagLine, OneFlag } from '../../../shared/views/flag.ts';
import { PAGING, pageRequest, pageSchema, sealPage } from '../http/paging.ts';
import { OfFlag } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { parseFlagId } from '../steps/flag-steps.ts';
import { REASON_FIELD, runSteps, step } from '../steps/run-steps.ts';

const tag = 'flags';

const list = route({
  method: 'GET',
  path: '/flags',
  summary: '问题台账 · The ledger: live flags by the day they are due, or closed ones',
  access: 'read',
  tag,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description:
        '辖区或其中一处；不填为全部辖区 · An area of the caller, or one within; all of them without it',
    }),
    rule: KnownRuleId.optional().meta({ description: '规则 · the rule' }),
    state: FlagState.optional().meta({
      description: '状态；不填为未销号的 · All but closed ones without it',
    }),
    assignee: Text.max(200).optional().meta({
      description: '整改责任人；me 为本人 · Whom it is assigned to; `me` is the caller',
    }),
    overdue: z
      .literal('true')
      .transform(() => true as const)
      .optional()
      .meta({ description: '仅超期未整改的 · Only those past their day' }),
    openedBefore: PlainDate.optional().meta({
      description: '发现日期早于 · Only those that were found before this day',
    }),
    ...PAGING,
  }),
  answer: pageSchema(FlagLine),
  handle: async (context) => {
    const { deps, actor, query, language } = context;
    const flags = await listFlags(deps, actor, query, await pageRequest(context, 'flags'));
    return {
      value: await sealPage(
        context,
        'flags',
        mapPage(flags, (flag) => flagLine(flag, flags.on, language)),
      ),
    };
  },
});

const Open = COMMANDS['open-flag'].input
  .omit({ rule: true, member: true })
  .extend({
    id: FlagId.meta({ description: '对象-规则[-成员] · subject, rule and, where it has one, member' }),
    ...REASON_FIELD,
  })
  .meta({ id: 'NewFlag' });

/** Opens a flag by hand, after an inspection. Its id names the subject and the rule. */
const open = route({
  method: 'POST',
  path: '/flags',
  summary: '手工登记问题 · Open a flag by hand: what an inspection found',
  access: ['open-flag'],
  tag,
  body: Open,
  answer: Receipt,
  creates: true,
  handle: async (context) => {
    const { reason: _, id, ...input } = context.body;
    const { subject, rule, member } = parseFlagId(id);
    const answer = await runSteps(context, subject, [step('open-flag', { ...input, rule, member })]);
    return { ...answer, location: `/flags/${id}` };
  },
});

const get = route({
  method: 'GET',
  path: '/flags/{id}',
  summary: '一条问题 · A flag with its last steps, notes, and what is possible now',
  access: 'read',
  tag,
  params: OfFlag,
  query: z.strictObject(PAGING),
  answer: OneFlag,
  handle: async (context) => {
    const { deps, actor, params, language } = context;
    const name = parseFlagId(params.id);
    const flag = await getFlag(deps, actor, name, await pageRequest(context, 'notes'));
    const { items: notes, ...next } = await sealPage(context, 'notes', flag.notes);
    return {
      value: { ...flagDetailView(actor, flag, language), notes, ...next },
      version: flag.record.version,
    };
  },
});

export const FLAG_ROUTES: readonly Route[] = [list, open, get];
