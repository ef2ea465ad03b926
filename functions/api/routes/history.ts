import * as z from 'zod';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { changesOf } from '../../../shared/table/record/history.ts';
import type { Subject } from '../../../shared/table/store/keys.ts';
import { HouseholdHistory, SiteHistory } from '../../../shared/views/change.ts';
import { FindingView, findingViews } from '../../../shared/views/finding.ts';
import { cursorPosition, PAGING, toPage } from '../http/paging.ts';
import { OfHousehold, OfSite } from '../http/path-params.ts';
import { type Route, type RouteContext, route } from '../http/route.ts';
import { requireReadable } from '../steps/find-record.ts';

const tag = 'history';

const On = z.strictObject({
  on: PlainDate.optional().meta({ description: 'The day, in Asia/Shanghai; today without it' }),
});
const Findings = z.strictObject({ items: z.array(FindingView) }).meta({ id: 'Findings' });

const findings = async (
  asked: Pick<RouteContext<unknown, z.output<typeof On>, unknown>, 'deps' | 'actor' | 'query' | 'language'>,
  subject: Subject,
) => {
  const looked = await requireReadable(asked, subject, asked.query.on);
  return { value: { items: findingViews(asked.actor, looked, asked.language) } };
};

const Paged = z.strictObject(PAGING);

const history = async (asked: RouteContext<unknown, z.output<typeof Paged>, undefined>, subject: Subject) => {
  const [place, { record }] = await Promise.all([
    cursorPosition(asked, 'changes'),
    requireReadable(asked, subject),
  ]);
  const { table } = asked.deps;
  const before = place === undefined ? undefined : Number(place);
  const { items, next } = await changesOf(table, subject, { limit: asked.query.limit, before });
  const { area } = record;
  const origin = record.kind === 'household' ? record.origin : undefined;
  const listed = await toPage(asked, 'changes', items, next === undefined ? undefined : String(next));
  return { value: { area, ...(origin ? { origin } : {}), ...listed } };
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
    handle: (asked) => findings(asked, { kind: 'household', id: asked.params.id }),
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
    handle: (asked) => history(asked, { kind: 'household', id: asked.params.id }),
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
    handle: (asked) => findings(asked, { kind: 'site', id: asked.params.id }),
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
    handle: (asked) => history(asked, { kind: 'site', id: asked.params.id }),
  }),
];
