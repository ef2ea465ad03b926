import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { SiteId } from '../../../shared/domain/records/ids.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { listHouseholds } from '../../../shared/queries/households.ts';
import { mapPage } from '../../../shared/queries/page.ts';
import { listRecords } from '../../../shared/queries/record-lists.ts';
import { getRecord } from '../../../shared/queries/records.ts';
import { SiteView, siteView } from '../../../shared/views/record.ts';
import { HouseholdLine, householdLine, SiteLine, siteLine } from '../../../shared/views/summary.ts';
import { FINDING_FILTERS } from '../http/finding-filters.ts';
import { PAGING, pageRequest, pageSchema, sealPage } from '../http/paging.ts';
import { OfSite } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { pickDefined, REASON_FIELD, runSteps, step, stepIf } from '../steps/run-steps.ts';

const tag = 'sites';

const list = route({
  method: 'GET',
  path: '/sites',
  summary: '安置点列表 · List sites',
  access: 'read',
  tag,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description:
        '辖区或其中一处；不填为全部辖区 · An area of the caller, or one within; all of them without it',
    }),
    ...FINDING_FILTERS,
    ...PAGING,
  }),
  answer: pageSchema(SiteLine),
  handle: async (context) => {
    const { deps, actor, query } = context;
    const sites = await listRecords(deps, actor, 'site', query, await pageRequest(context, 'sites'));
    return { value: await sealPage(context, 'sites', mapPage(sites, siteLine)) };
  },
});

const register = route({
  method: 'POST',
  path: '/sites',
  summary: '登记安置点 · Register a site',
  access: ['register-site'],
  tag,
  body: COMMANDS['register-site'].input.omit({ id: true }).extend(REASON_FIELD).meta({ id: 'NewSite' }),
  answer: Receipt,
  creates: true,
  handle: async (context) => {
    const { reason: _, ...input } = context.body;
    const id = SiteId.parse(context.deps.newId());
    const answer = await runSteps(context, { kind: 'site', id }, [step('register-site', { ...input, id })]);
    return { ...answer, location: `/sites/${answer.value.id}` };
  },
});

const get = route({
  method: 'GET',
  path: '/sites/{id}',
  summary: '一点一档 · A site with its findings',
  access: 'read',
  tag,
  params: OfSite,
  answer: SiteView,
  handle: async ({ deps, actor, params, language }) => {
    const site = await getRecord(deps, actor, { kind: 'site', id: params.id });
    return { value: siteView(actor, site, language), version: site.record.version };
  },
});

const Corrections = COMMANDS['correct-site'].input.omit({ vacated: true });

const patch = route({
  method: 'PATCH',
  path: '/sites/{id}',
  summary: '更正安置点 · Change a site',
  access: ['correct-site', 'vacate-site'],
  tag,
  params: OfSite,
  body: Corrections.extend({
    vacated: PlainDate.nullable().optional().meta({
      description: '撤销 · From this day nobody lives there; null takes it back',
    }),
    ...REASON_FIELD,
  }).meta({ id: 'SiteChanges' }),
  answer: Receipt,
  handle: (context) => {
    const { body, params } = context;
    const { vacated } = body;
    const corrections = pickDefined(Corrections, body);
    return runSteps(context, { kind: 'site', id: params.id }, [
      ...stepIf(vacated === null ? { ...corrections, vacated } : corrections, (fields) =>
        step('correct-site', fields),
      ),
      ...stepIf(vacated ?? undefined, (on) => step('vacate-site', { on })),
    ]);
  },
});

const households = route({
  method: 'GET',
  path: '/sites/{id}/households',
  summary: '安置点的搬迁户 · Households of a site',
  access: 'read',
  tag,
  params: OfSite,
  query: z.strictObject(PAGING),
  answer: pageSchema(HouseholdLine),
  handle: async (context) => {
    const { deps, actor, params } = context;
    const page = await pageRequest(context, 'site-households');
    const households = await listHouseholds(deps, actor, { site: params.id }, page);
    return { value: await sealPage(context, 'site-households', mapPage(households, householdLine)) };
  },
});

const reEvaluate = route({
  method: 'POST',
  path: '/sites/{id}/re-evaluations',
  summary: '重新评价 · Have the rules look at it again',
  access: ['re-evaluate-site'],
  tag,
  params: OfSite,
  body: z.strictObject(REASON_FIELD),
  answer: Receipt,
  handle: (context) =>
    runSteps(context, { kind: 'site', id: context.params.id }, [step('re-evaluate-site', {})]),
});

export const SITE_ROUTES: readonly Route[] = [list, register, get, patch, households, reEvaluate];
