import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { HouseholdId } from '../../../shared/domain/records/ids.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { getSiteRecord } from '../../../shared/queries/records.ts';
import { OfIndustry, OfSite } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { pickDefined, REASON_FIELD, runSteps, step, stepIf } from '../steps/run-steps.ts';

const ofFact = { id: true } as const;

const add = route({
  method: 'POST',
  path: '/sites/{id}/industries',
  summary: '登记产业 · Add an industry',
  access: ['add-industry'],
  tag: 'industries',
  params: OfSite,
  body: COMMANDS['add-industry'].input.omit(ofFact).extend(REASON_FIELD).meta({ id: 'NewIndustry' }),
  answer: Receipt,
  creates: true,
  handle: (context) => {
    const { reason: _, ...input } = context.body;
    return runSteps(context, { kind: 'site', id: context.params.id }, [step('add-industry', input)]);
  },
});

const Corrections = COMMANDS['correct-industry'].input.omit(ofFact);

const patch = route({
  method: 'PATCH',
  path: '/sites/{id}/industries/{iid}',
  summary: '产业：运营状态、主导产业、佐证、更正、作废 · Change an industry',
  access: [
    'correct-industry',
    'record-industry-status',
    'record-industry-leading',
    'confirm-industry',
    'void-industry',
  ],
  tag: 'industries',
  params: OfIndustry,
  body: Corrections.extend({
    status: COMMANDS['record-industry-status'].input.omit(ofFact).optional(),
    leading: COMMANDS['record-industry-leading'].input.omit(ofFact).optional(),
    confirmed: PlainDate.optional().meta({ description: '佐证时间 · confirmed' }),
    void: Remark.optional().meta({ description: '作废原因 · Why it never counted' }),
    ...REASON_FIELD,
  }).meta({ id: 'IndustryChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const id = params.iid;
    return runSteps(context, { kind: 'site', id: params.id }, [
      ...stepIf(pickDefined(Corrections, body), (fields) => step('correct-industry', { ...fields, id })),
      ...stepIf(body.status, (status) => step('record-industry-status', { id, ...status })),
      ...stepIf(body.leading, (leading) => step('record-industry-leading', { id, ...leading })),
      ...stepIf(body.confirmed, (on) => step('confirm-industry', { id, on })),
      ...stepIf(body.void, (reason) => step('void-industry', { id, reason })),
    ]);
  },
});

const link = route({
  method: 'POST',
  path: '/sites/{id}/linkages',
  summary: '登记利益联结 · Link a household to an industry of the site',
  access: ['add-linkage'],
  tag: 'linkages',
  params: OfSite,
  body: COMMANDS['add-linkage'].input
    .omit({ id: true, siteId: true })
    .extend({
      householdId: HouseholdId.meta({ description: '户编号（系统） · the household' }),
      ...REASON_FIELD,
    })
    .meta({ id: 'NewLinkage' }),
  answer: Receipt,
  creates: true,
  handle: async (context) => {
    const { deps, actor, params, body } = context;
    const { reason: _, householdId, ...input } = body;
    const { id: siteId } = await getSiteRecord(deps, actor, params.id);
    return runSteps(context, { kind: 'household', id: householdId }, [
      step('add-linkage', { ...input, siteId }),
    ]);
  },
});

export const INDUSTRY_ROUTES: readonly Route[] = [add, patch, link];
