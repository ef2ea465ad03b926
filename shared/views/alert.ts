import * as z from 'zod';
import { Delivery } from '../channels/delivery.ts';
import { ALERTS, type Alert } from '../domain/alerts/alert.ts';
import type { AreaNames } from '../domain/areas/areas.ts';
import { MASK_REGISTRY } from '../domain/records/personal.ts';
import { rulesIn } from '../domain/records/rule-id.ts';
import { alertMessage } from '../text/alert-message.ts';
import type { Language } from '../text/render.ts';

/** The message of an alert, as channels carry it. */
const MESSAGE = {
  title: z.string(),
  lines: z.array(z.string()).meta({ description: '正文，逐行 · text, line by line' }),
};

const withMessage = <Shape extends z.core.$ZodShape>(
  alert: z.ZodObject<Shape, z.core.$strict>,
  id: string,
  description: string,
) => alert.extend(MESSAGE).register(MASK_REGISTRY, { placed: true }).meta({ id, description });

/** The id of the message is for channels only. */
const DELIVERY_FIELDS = { message: true } as const;

/** 预警: figures for programs, lines of text for people. */
export const AlertView = z.discriminatedUnion('kind', [
  withMessage(ALERTS.urgent.omit({ ...DELIVERY_FIELDS, of: true }), 'UrgentAlert', '即时预警 · Urgent alert'),
  withMessage(ALERTS.digest.omit(DELIVERY_FIELDS), 'DigestAlert', '晨报 · Digest of a day'),
  withMessage(
    ALERTS.run_failed.omit(DELIVERY_FIELDS),
    'RunFailedAlert',
    '任务失败 · A scheduled job that failed',
  ),
  withMessage(
    ALERTS.month_frozen.omit(DELIVERY_FIELDS),
    'MonthFrozenAlert',
    '月末结论已封存 · A month that was frozen',
  ),
]);

export type AlertView = z.output<typeof AlertView>;

export const DeliveryView = Delivery.pick({ channel: true, state: true, attempts: true, next: true }).meta({
  id: 'Delivery',
  description: '预警在一个渠道上的通知情况 · What became of an alert on one channel',
});

/** Returns an alert with its figures in the order of the rules: the table keeps no order in a map. */
const inOrder = (alert: Alert): Alert =>
  alert.kind === 'digest'
    ? {
        ...alert,
        figures: {
          ...alert.figures,
          rules: Object.fromEntries(
            rulesIn(alert.figures.rules).flatMap((rule) => {
              const figures = alert.figures.rules[rule];
              return figures ? [[rule, figures]] : [];
            }),
          ),
        },
      }
    : alert;

/** Returns an alert with its message in a language, without the fields that only its delivery needs. */
export function alertView(alert: Alert, language: Language, areas: AreaNames): AlertView {
  const { title, lines } = alertMessage(alert, language, areas);
  const { message: _, of: __, ...fields } = { of: undefined, ...inOrder(alert) };
  const texts = lines.map((line) => (line.kind === 'count' ? `${line.label} ${line.value}` : line.text));
  return { ...fields, title, lines: texts } as AlertView;
}

export const deliveryView = ({
  channel,
  state,
  attempts,
  next,
}: Delivery): z.output<typeof DeliveryView> => ({
  ...{ channel, state, attempts },
  ...(next ? { next } : {}),
});
