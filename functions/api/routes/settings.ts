import * as z from 'zod';
import { actOnSettings } from '../../../shared/act/act-on-settings.ts';
import { hasRight } from '../../../shared/domain/access/rights.ts';
import { type AreaCode, isWithin } from '../../../shared/domain/areas/area.ts';
import { dateInShanghai, PlainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Person } from '../../../shared/domain/records/actor.ts';
import { Remark } from '../../../shared/domain/records/facts.ts';
import { Receipt } from '../../../shared/domain/records/receipt.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { SettingsChange } from '../../../shared/domain/settings/change.ts';
import type { SettingsStep } from '../../../shared/domain/settings/commands.ts';
import { CountyChannels } from '../../../shared/domain/settings/county-channels.ts';
import { changesOfSettings } from '../../../shared/table/record/history.ts';
import { countySettings } from '../../../shared/table/settings.ts';
import {
  SettingsHistory,
  SettingsView,
  settingsEntryView,
  settingsView,
} from '../../../shared/views/settings.ts';
import { cursorPosition, PAGING, toPage } from '../http/paging.ts';
import { OfCounty } from '../http/path-params.ts';
import { type Route, type RouteContext, type RouteResult, route } from '../http/route.ts';

const tag = 'settings';

/** Whoever works in a county may see what it is judged by: its own people, those of its townships, and the city. */
const permitReading = ({ areas }: Person, area: AreaCode): void => {
  if (areas.some((own) => isWithin(area, own) || isWithin(own, area))) return;
  throw new Refused('outside_areas', 'area', { area });
};

const get = route({
  method: 'GET',
  path: '/settings/{area}',
  summary: '县的阈值、期限等设置 · Thresholds, deadlines and the rest of a county',
  access: 'read',
  tag,
  params: OfCounty,
  answer: SettingsView,
  handle: async ({ deps, actor, params }) => {
    permitReading(actor, params.area);
    const county = await countySettings(deps.table, params.area);
    return {
      value: settingsView(county, dateInShanghai(deps.clock()), hasRight(actor.role, 'oversee')),
      version: county.version,
    };
  },
});

const told = async (
  asked: RouteContext<z.output<typeof OfCounty>, undefined, { readonly reason: string }>,
  step: SettingsStep,
): Promise<RouteResult<Receipt>> => {
  const { deps, actor, params, body, expects, once } = asked;
  const request = { county: params.area, step, reason: body.reason, expects, once };
  const receipt = await actOnSettings(deps, actor, request);
  return { value: receipt, version: receipt.version };
};

/** Why, for the history of the settings: nobody changes what a county is judged by without saying it. */
const why = { from: PlainDate, reason: Remark };

const put = route({
  method: 'PUT',
  path: '/settings/{area}',
  summary: '设置一版，从今天或以后起 · Put down settings from a day on',
  access: 'keep_settings',
  tag,
  versioned: true,
  params: OfCounty,
  body: z.strictObject({ ...why, values: SettingsChange, ...CountyChannels.shape }).meta({
    id: 'NewSettings',
  }),
  answer: Receipt,
  handle: (asked) => {
    const { from, reason: _, values, ...beside } = asked.body;
    return told(asked, { name: 'put-settings', input: { from, values, beside } });
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
  body: z.strictObject(why).meta({ id: 'SettingsWithdrawal' }),
  answer: Receipt,
  handle: (asked) => told(asked, { name: 'withdraw-settings', input: { from: asked.body.from } }),
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
  handle: async (asked) => {
    const { deps, actor, params, query } = asked;
    permitReading(actor, params.area);
    const place = await cursorPosition(asked, 'settings-changes');
    const before = place === undefined ? undefined : Number(place);
    const { items, next } = await changesOfSettings(deps.table, params.area, { limit: query.limit, before });
    const after = next === undefined ? undefined : String(next);
    return { value: await toPage(asked, 'settings-changes', items.map(settingsEntryView), after) };
  },
});

export const SETTINGS_ROUTES: readonly Route[] = [get, put, withdraw, changes];
