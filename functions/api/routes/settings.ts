import * as z from 'zod';
import { actOnSettings } from '../../../shared/act/act-on-settings.ts';
import { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { SettingsChange } from '../../../shared/domain/settings/change.ts';
import type { SettingsStep } from '../../../shared/domain/settings/commands.ts';
import { CountyChannels } from '../../../shared/domain/settings/county-channels.ts';
import { mapPage } from '../../../shared/queries/page.ts';
import { getSettings, listSettingsChanges } from '../../../shared/queries/settings.ts';
import {
  SettingsHistory,
  SettingsView,
  settingsEntryView,
  settingsView,
} from '../../../shared/views/settings.ts';
import { PAGING, pageRequest, sealPage } from '../http/paging.ts';
import { OfCounty } from '../http/path-params.ts';
import { type Route, type RouteContext, type RouteResult, route } from '../http/route.ts';

const tag = 'settings';

const get = route({
  method: 'GET',
  path: '/settings/{area}',
  summary: '县的阈值、期限等设置 · Thresholds, deadlines and the rest of a county',
  access: 'read',
  tag,
  params: OfCounty,
  answer: SettingsView,
  handle: async ({ deps, actor, params }) => {
    const { settings, on } = await getSettings(deps, actor, params.area);
    return { value: settingsView(settings, on), version: settings.version };
  },
});

type ChangeContext = RouteContext<z.output<typeof OfCounty>, undefined, { readonly reason: string }>;

const runStep = async (context: ChangeContext, step: SettingsStep): Promise<RouteResult<Receipt>> => {
  const { deps, actor, params, body, expects, idempotencyKey } = context;
  const request = { county: params.area, step, reason: body.reason, expects, idempotencyKey };
  const receipt = await actOnSettings(deps, actor, request);
  return { value: receipt, version: receipt.version };
};

/** A change of settings needs a reason, which goes into their history. */
const reason = Remark.meta({ description: '为何 · why' });

const put = route({
  method: 'PUT',
  path: '/settings/{area}',
  summary: '设置一版，从今天或以后起 · Put down settings from a day on',
  access: 'keep_settings',
  tag,
  versioned: true,
  params: OfCounty,
  body: z
    .strictObject({
      from: PlainDate.meta({
        description: '从何日起，今天或以后 · the day from which they hold: today or later',
      }),
      reason,
      values: SettingsChange.meta({
        description:
          '要改的设置；未列的照旧 · what becomes another; what is left out stays as on the day before',
      }),
      ...CountyChannels.shape,
    })
    .meta({
      id: 'NewSettings',
    }),
  answer: Receipt,
  handle: (context) => {
    const { from, reason: _, values, ...beside } = context.body;
    return runStep(context, { name: 'put-settings', input: { from, values, beside } });
  },
});

const withdraw = route({
  method: 'POST',
  path: '/settings/{area}/withdraw',
  summary: '撤回尚未生效的一版 · Take back settings that are not in force yet',
  access: 'keep_settings',
  tag,
  versioned: true,
  params: OfCounty,
  body: z
    .strictObject({
      from: PlainDate.meta({
        description: '撤回从何日起的一版，须尚未生效 · of the version that is taken back, not in force yet',
      }),
      reason,
    })
    .meta({ id: 'SettingsWithdrawal' }),
  answer: Receipt,
  handle: (context) => runStep(context, { name: 'withdraw-settings', input: { from: context.body.from } }),
});

const changes = route({
  method: 'GET',
  path: '/settings/{area}/changes',
  summary: "设置的变更记录 · Who changed what of a county's settings",
  access: 'read',
  tag,
  params: OfCounty,
  query: z.strictObject(PAGING),
  answer: SettingsHistory,
  handle: async (context) => {
    const { deps, actor, params } = context;
    const page = await pageRequest(context, 'settings-changes');
    const changes = await listSettingsChanges(deps, actor, params.area, page);
    return { value: await sealPage(context, 'settings-changes', mapPage(changes, settingsEntryView)) };
  },
});

export const SETTINGS_ROUTES: readonly Route[] = [get, put, withdraw, changes];
