import * as z from 'zod';
import { acknowledgeAlert } from '../../../shared/act/acknowledge-alert.ts';
import { AlertKind } from '../../../shared/domain/alerts/alert.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { getAlert, listAlerts } from '../../../shared/queries/alerts.ts';
import { mapPage } from '../../../shared/queries/page.ts';
import { AlertView, alertView, DeliveryView, deliveryView } from '../../../shared/views/alert.ts';
import { PAGING, pageRequest, pageSchema, sealPage } from '../http/paging.ts';
import { OfAlert } from '../http/path-params.ts';
import { type Route, route } from '../http/route.ts';

const tag = 'alerts';

const list = route({
  method: 'GET',
  path: '/alerts',
  summary: '预警列表 · Alerts, the latest day first',
  access: 'read',
  tag,
  query: z.strictObject({
    area: AreaCode.optional().meta({
      description:
        '辖区或其中一处；不填为全部辖区 · An area of the caller, or one within; all of them without it',
    }),
    kind: AlertKind.optional().meta({ description: '预警种类 · kind of alert' }),
    acknowledged: z
      .enum(['true', 'false'])
      .transform((value) => value === 'true')
      .optional()
      .meta({ description: '是否已签收 · whether it was acknowledged' }),
    ...PAGING,
  }),
  answer: pageSchema(AlertView),
  handle: async (context) => {
    const { deps, actor, query, language } = context;
    const alerts = await listAlerts(deps, actor, query, await pageRequest(context, 'alerts'));
    return {
      value: await sealPage(
        context,
        'alerts',
        mapPage(alerts, (alert) => alertView(alert, language, deps.areas)),
      ),
    };
  },
});

const get = route({
  method: 'GET',
  path: '/alerts/{id}',
  summary: '一条预警及通知情况 · An alert and what became of it on each channel',
  access: 'read',
  tag,
  params: OfAlert,
  answer: z.strictObject({
    alert: AlertView.meta({ description: '预警 · the alert' }),
    deliveries: z
      .array(DeliveryView)
      .meta({ description: '各渠道的通知情况 · what became of it on each channel' }),
  }),
  handle: async ({ deps, actor, params, language }) => {
    const { alert, deliveries } = await getAlert(deps, actor, params.id);
    return {
      value: { alert: alertView(alert, language, deps.areas), deliveries: deliveries.map(deliveryView) },
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
  handle: async ({ deps, actor, params, language }) => ({
    value: alertView(await acknowledgeAlert(deps, actor, params.id), language, deps.areas),
  }),
});

export const ALERT_ROUTES: readonly Route[] = [list, get, acknowledge];
