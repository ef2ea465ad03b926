import * as z from 'zod';
import { permitRight } from '../../../shared/domain/access/permit.ts';
import { AlertKind } from '../../../shared/domain/alerts/alert.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { alertsIn } from '../../../shared/queries/record-lists.ts';
import { acknowledgeAlert, alertOf, deliveriesOf } from '../../../shared/table/outbox/alerts.ts';
import { AlertView, alertView, DeliveryView } from '../../../shared/views/alert.ts';
import { NotFound } from '../http/errors.ts';
import { cursorPosition, PAGING, pageSchema, toPage } from '../http/paging.ts';
import { OfAlert } from '../http/path-params.ts';
import { type Route, type RouteContext, route } from '../http/route.ts';

const tag = 'alerts';

type Asking = RouteContext<z.output<typeof OfAlert>, unknown, unknown>;

const alertAsked = async ({ deps, actor, params }: Asking, right: 'read' | 'acknowledge') => {
  const alert = await alertOf(deps.table, params.id);
  if (!alert) throw new NotFound();
  permitRight(actor, right, alert);
  return alert;
};

const list = route({
  method: 'GET',
  path: '/alerts',
  summary: '预警列表 · Alerts, the latest day first',
  access: 'read',
  tag,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description: 'An area of the caller, or one within; all of them without it',
    }),
    kind: AlertKind.optional(),
    acknowledged: z.enum(['true', 'false']).optional(),
    ...PAGING,
  }),
  answer: pageSchema(AlertView),
  handle: async (asked) => {
    const { deps, actor, query, language } = asked;
    const found = await alertsIn(deps, actor, query, query.limit, await cursorPosition(asked, 'alerts'));
    const items = found.items.map((alert) => alertView(alert, language)) as z.output<typeof AlertView>[];
    return { value: await toPage(asked, 'alerts', items, found.place) };
  },
});

const get = route({
  method: 'GET',
  path: '/alerts/{id}',
  summary: '一条预警及通知情况 · An alert and what became of it on each channel',
  access: 'read',
  tag,
  params: OfAlert,
  answer: z.strictObject({ alert: AlertView, deliveries: z.array(DeliveryView) }),
  handle: async (asked) => {
    const alert = await alertAsked(asked, 'read');
    const deliveries = await deliveriesOf(asked.deps.table, alert.id);
    return {
      value: {
        alert: alertView(alert, asked.language) as z.output<typeof AlertView>,
        deliveries: deliveries.map(({ channel, state, attempts, next }) => ({
          ...{ channel, state, attempts },
          ...(next ? { next } : {}),
        })),
      },
    };
  },
});

const acknowledge = route({
  method: 'POST',
  path: '/alerts/{id}/acknowledge',
  summary: '签收预警 · Put down that an alert has been seen',
  access: 'acknowledge',
  tag,
  params: OfAlert,
  body: z.strictObject({}),
  answer: AlertView,
  handle: async (asked) => {
    const { deps, actor, language } = asked;
    const alert = await alertAsked(asked, 'acknowledge');
    const mark = { by: actor.id, at: new Date(deps.clock()).toISOString() };
    // Whoever was first stands: for whoever comes second it has been seen already.
    const isFirst = !alert.acknowledged && (await acknowledgeAlert(deps.table, alert.id, mark));
    const stands = isFirst ? { ...alert, acknowledged: mark } : await alertAsked(asked, 'acknowledge');
    return { value: alertView(stands, language) as z.output<typeof AlertView> };
  },
});

export const ALERT_ROUTES: readonly Route[] = [list, get, acknowledge];
