import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { NewMember } from '../../../shared/domain/commands/members.ts';
import { Text } from '../../../shared/domain/records/facts.ts';
import { HouseholdId, SiteId } from '../../../shared/domain/records/ids.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { listHouseholds } from '../../../shared/queries/households.ts';
import { mapPage } from '../../../shared/queries/page.ts';
import { getHouseholdAsOf } from '../../../shared/queries/record-as-of.ts';
import { getRecord } from '../../../shared/queries/records.ts';
import { HouseholdView, householdView } from '../../../shared/views/record.ts';
import { HouseholdLine, householdLine } from '../../../shared/views/summary.ts';
import { FINDING_FILTERS } from '../http/finding-filters.ts';
import { PAGING, pageRequest, pageSchema, sealPage } from '../http/paging.ts';
import { OfHousehold } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { pickDefined, REASON_FIELD, runSteps, step, stepIf } from '../steps/run-steps.ts';

const tag = 'households';

const list = route({
  method: 'GET',
  path: '/households',
  summary: '搬迁户列表 · List households',
  access: 'read',
  tag,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description:
        '辖区或其中一处；不填为全部辖区 · An area of the caller, or one within; all of them without it',
    }),
    site: SiteId.optional().meta({ description: '安置点编号 · of a site' }),
    ...FINDING_FILTERS,
    name: Text.max(50).optional().meta({
      description: '户内任何人姓名的开头 · The beginning of the name of anybody in the household',
    }),
    number: Text.optional().meta({ description: '户编号（全国系统） · number in the national system' }),
    ...PAGING,
  }),
  answer: pageSchema(HouseholdLine),
  handle: async (context) => {
    const { deps, actor, query } = context;
    const households = await listHouseholds(deps, actor, query, await pageRequest(context, 'households'));
    return { value: await sealPage(context, 'households', mapPage(households, householdLine)) };
  },
});

const Register = COMMANDS['register-household'].input
  .omit({ id: true })
  .extend({
    members: z
      .array(NewMember.omit({ id: true }))
      .max(40)
      .optional(),
    ...REASON_FIELD,
  })
  .meta({ id: 'NewHousehold' });

const register = route({
  method: 'POST',
  path: '/households',
  summary: '登记搬迁户 · Register a household',
  access: ['register-household'],
  tag,
  body: Register,
  answer: Receipt,
  creates: true,
  handle: async (context) => {
    const { reason: _, ...input } = context.body;
    const id = HouseholdId.parse(context.deps.newId());
    const answer = await runSteps(context, { kind: 'household', id }, [
      step('register-household', { ...input, id }),
    ]);
    return { ...answer, location: `/households/${answer.value.id}` };
  },
});

const get = route({
  method: 'GET',
  path: '/households/{id}',
  summary: '一户一档 · A household with its findings',
  access: 'read',
  tag,
  params: OfHousehold,
  query: z.strictObject({
    asOf: z.iso.datetime({ offset: true, error: 'instant_malformed' }).optional().meta({
      description: '当时所知的档案 · As it was known at this instant',
    }),
  }),
  answer: HouseholdView,
  handle: async ({ deps, actor, params, query, language }) => {
    if (query.asOf !== undefined) {
      const then = await getHouseholdAsOf(deps, actor, params.id, Date.parse(query.asOf));
      return { value: householdView(actor, then, language) };
    }
    const household = await getRecord(deps, actor, { kind: 'household', id: params.id });
    return { value: householdView(actor, household, language), version: household.record.version };
  },
});

const Corrections = COMMANDS['correct-household'].input.omit({ dissolved: true });
const MoveIn = COMMANDS['move-in'].input;

const Patch = Corrections.extend({
  ...MoveIn.shape,
  dissolved: PlainDate.nullable().optional().meta({
    description: '注销 · null takes a dissolution back',
  }),
  conditions: COMMANDS['record-conditions'].input.optional(),
  declared: COMMANDS['declare-household-year'].input.optional(),
  statement: COMMANDS['record-income-statement'].input
    .optional()
    .meta({ description: '家庭年收入 · the yearly statement of income' }),
  ...REASON_FIELD,
}).meta({ id: 'HouseholdChanges' });

const patch = route({
  method: 'PATCH',
  path: '/households/{id}',
  summary: '更正搬迁户 · Change a household',
  access: [
    'correct-household',
    'move-in',
    'dissolve-household',
    'record-conditions',
    'declare-household-year',
    'record-income-statement',
  ],
  tag,
  params: OfHousehold,
  body: Patch,
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const { dissolved } = body;
    const corrections = pickDefined(Corrections, body);
    return runSteps(context, { kind: 'household', id: params.id }, [
      ...stepIf(dissolved === null ? { ...corrections, dissolved } : corrections, (fields) =>
        step('correct-household', fields),
      ),
      ...stepIf(pickDefined(MoveIn, body), (arrival) => step('move-in', arrival)),
      ...stepIf(body.conditions, (conditions) => step('record-conditions', conditions)),
      ...stepIf(body.declared, (declared) => step('declare-household-year', declared)),
      ...stepIf(body.statement, (statement) => step('record-income-statement', statement)),
      ...stepIf(dissolved ?? undefined, (on) => step('dissolve-household', { on })),
    ]);
  },
});

const reEvaluate = route({
  method: 'POST',
  path: '/households/{id}/re-evaluations',
  summary: '重新评价 · Have the rules look at it again',
  access: ['re-evaluate-household'],
  tag,
  params: OfHousehold,
  body: z.strictObject(REASON_FIELD),
  answer: Receipt,
  handle: (context) =>
    runSteps(context, { kind: 'household', id: context.params.id }, [step('re-evaluate-household', {})]),
});

export const HOUSEHOLD_ROUTES: readonly Route[] = [list, register, get, patch, reEvaluate];
