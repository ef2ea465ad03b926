import * as z from 'zod';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { SiteId } from '../../../shared/domain/records/ids.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { FINDING_FILTERS } from '../../../shared/queries/record-filters.ts';
import { householdsIn, recordsIn } from '../../../shared/queries/record-lists.ts';
import { SiteView, siteView } from '../../../shared/views/record.ts';
import { HouseholdLine, householdLine, SiteLine, siteLine } from '../../../shared/views/summary.ts';
import { cursorPosition, PAGING, pageSchema, toPage } from '../http/paging.ts';
import { OfSite } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';
import { requireSite } from '../steps/find-record.ts';
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
      description: 'An area of the caller, or one within; all of them without it',
    }),
    ...FINDING_FILTERS,
    ...PAGING,
  }),
  answer: pageSchema(SiteLine),
  handle: async (asked) => {
    const { limit, cursor: _, ...filters } = asked.query;
    const place = await cursorPosition(asked, 'sites');
    const found = await recordsIn(asked.deps, asked.actor, 'site', filters, limit, place);
    return { value: await toPage(asked, 'sites', found.items.map(siteLine), found.place) };
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
  handle: async (asked) => {
    const { reason: _, ...input } = asked.body;
    const id = SiteId.parse(asked.deps.newId());
    const answer = await runSteps(asked, { kind: 'site', id }, [step('register-site', { ...input, id })]);
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
  handle: async (asked) => {
    const looked = await requireSite(asked, asked.params.id);
    return { value: siteView(asked.actor, looked, asked.language), version: looked.record.version };
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
      description: 'From this day nobody lives there; null takes it back',
    }),
    ...REASON_FIELD,
  }).meta({ id: 'SiteChanges' }),
  answer: Receipt,
  handle: (asked) => {
    const { body, params } = asked;
    const { vacated } = body;
    const corrections = pickDefined(Corrections, body);
    return runSteps(asked, { kind: 'site', id: params.id }, [
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
  handle: async (asked) => {
    const place = await cursorPosition(asked, 'site-households');
    const filters = { site: asked.params.id };
    const found = await householdsIn(asked.deps, asked.actor, filters, asked.query.limit, place);
    return { value: await toPage(asked, 'site-households', found.items.map(householdLine), found.place) };
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
  handle: (asked) => runSteps(asked, { kind: 'site', id: asked.params.id }, [step('re-evaluate-site', {})]),
});

export const SITE_ROUTES: readonly Route[] = [list, register, get, patch, households, reEvaluate];
