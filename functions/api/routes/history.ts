import * as z from 'zod';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { listChanges } from '../../../shared/queries/history.ts';
import { mapPage } from '../../../shared/queries/page.ts';
import { getRecord } from '../../../shared/queries/records.ts';
import { entryView, HouseholdHistory, placeView, SiteHistory } from '../../../shared/views/change.ts';
import { FindingView, findingViews } from '../../../shared/views/finding.ts';
import { PAGING, pageRequest, sealPage } from '../http/paging.ts';
import { OfHousehold, OfSite } from '../http/path-params.ts';
import { type Route, type RouteContext, route } from '../http/route.ts';

const tag = 'history';

const On = z.strictObject({
  on: PlainDate.optional().meta({
    description: '日期，不填为今天 · The day, in Asia/Shanghai; today without it',
  }),
});
const Findings = z
  .strictObject({ items: z.array(FindingView) })
  .meta({ id: 'Findings', description: '规则结论 · Findings' });

type FindingsContext = RouteContext<unknown, z.output<typeof On>, unknown>;

const findings = async ({ deps, actor, query, language }: FindingsContext, subject: Subject) => {
  const record = await getRecord(deps, actor, subject, query.on);
  return { value: { items: findingViews(actor, record, language) } };
};

const Paged = z.strictObject(PAGING);

type ChangesContext = RouteContext<unknown, z.output<typeof Paged>, undefined>;

const changes = async (context: ChangesContext, subject: Subject) => {
  const { deps, actor } = context;
  const history = await listChanges(deps, actor, subject, await pageRequest(context, 'changes'));
  const page = await sealPage(
    context,
    'changes',
    mapPage(history.changes, (entry) => entryView(subject.kind, entry)),
  );
  return { value: { ...placeView(history.record), ...page } };
};

export const HISTORY_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/households/{id}/findings',
    summary: "户的规则结论 · Every rule's finding for a household on a day",
    access: 'read',
    tag,
    params: OfHousehold,
    query: On,
    answer: Findings,
    handle: (context) => findings(context, { kind: 'household', id: context.params.id }),
  }),
  route({
    method: 'GET',
    path: '/households/{id}/changes',
    summary: '户的变更记录 · Who changed what of a household',
    access: 'read',
    tag,
    params: OfHousehold,
    query: Paged,
    answer: HouseholdHistory,
    handle: (context) => changes(context, { kind: 'household', id: context.params.id }),
  }),
  route({
    method: 'GET',
    path: '/sites/{id}/findings',
    summary: "安置点的规则结论 · Every rule's finding for a site on a day",
    access: 'read',
    tag,
    params: OfSite,
    query: On,
    answer: Findings,
    handle: (context) => findings(context, { kind: 'site', id: context.params.id }),
  }),
  route({
    method: 'GET',
    path: '/sites/{id}/changes',
    summary: '安置点的变更记录 · Who changed what of a site',
    access: 'read',
    tag,
    params: OfSite,
    query: Paged,
    answer: SiteHistory,
    handle: (context) => changes(context, { kind: 'site', id: context.params.id }),
  }),
];
