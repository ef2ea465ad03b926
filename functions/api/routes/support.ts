import * as z from 'zod';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { SupportEntry } from '../../../shared/domain/records/support-entry.ts';
import { listSupportEntries } from '../../../shared/queries/history.ts';
import { PAGING, pageRequest, pageSchema, sealPage } from '../http/paging.ts';
import { OfHousehold, OfSite } from '../http/path-params.ts';
import { type Route, type RouteContext, route } from '../http/route.ts';
import { REASON_FIELD, runSteps, step } from '../steps/run-steps.ts';

const tag = 'support';
const Paged = z.strictObject(PAGING);
const Entries = pageSchema(
  SupportEntry.meta({ id: 'SupportEntry', description: '扶持记录 · An act of support' }),
);

type EntriesContext = RouteContext<unknown, z.output<typeof Paged>, undefined>;

const entries = async (context: EntriesContext, subject: Subject) => {
  const { deps, actor } = context;
  const entries = await listSupportEntries(deps, actor, subject, await pageRequest(context, 'support'));
  return { value: await sealPage(context, 'support', entries) };
};

export const SUPPORT_ROUTES: readonly Route[] = [
  route({
    method: 'GET',
    path: '/households/{id}/support',
    summary: '户的扶持记录 · Acts of support to a household',
    access: 'read',
    tag,
    params: OfHousehold,
    query: Paged,
    answer: Entries,
    handle: (context) => entries(context, { kind: 'household', id: context.params.id }),
  }),
  route({
    method: 'POST',
    path: '/households/{id}/support',
    summary: '登记对户的扶持 · Log an act of support to a household',
    access: ['log-household-support'],
    tag,
    params: OfHousehold,
    body: COMMANDS['log-household-support'].input.extend(REASON_FIELD).meta({ id: 'NewHouseholdSupport' }),
    answer: Receipt,
    creates: true,
    handle: (context) => {
      const { reason: _, ...input } = context.body;
      return runSteps(context, { kind: 'household', id: context.params.id }, [
        step('log-household-support', input),
      ]);
    },
  }),
  route({
    method: 'GET',
    path: '/sites/{id}/support',
    summary: '安置点的扶持记录 · Acts of support to a site',
    access: 'read',
    tag,
    params: OfSite,
    query: Paged,
    answer: Entries,
    handle: (context) => entries(context, { kind: 'site', id: context.params.id }),
  }),
  route({
    method: 'POST',
    path: '/sites/{id}/support',
    summary: "登记对安置点产业的扶持 · Log an act of support to a site's industry",
    access: ['log-site-support'],
    tag,
    params: OfSite,
    body: COMMANDS['log-site-support'].input.extend(REASON_FIELD).meta({ id: 'NewSiteSupport' }),
    answer: Receipt,
    creates: true,
    handle: (context) => {
      const { reason: _, ...input } = context.body;
      return runSteps(context, { kind: 'site', id: context.params.id }, [step('log-site-support', input)]);
    },
  }),
];
