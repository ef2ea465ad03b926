import * as z from 'zod/mini';
import { Delivery } from '../channels/delivery.ts';
import { ALERTS, type Alert } from '../domain/alerts/alert.ts';
import { alertMessage } from '../domain/alerts/message.ts';
import { documented } from '../domain/records/documented.ts';
import { RULES } from '../domain/records/evaluated.ts';
import { SHOWN } from '../domain/records/personal.ts';
import type { Language } from '../text/render.ts';

/** An alert in words, as channels have it. */
const words = { title: z.string(), lines: z.array(z.string()) };

const shown = <Shape extends z.core.$ZodShape>(alert: z.ZodMiniObject<Shape, z.core.$strict>, id: string) =>
  documented(z.extend(alert, words).register(SHOWN, { placed: true }), { id });

/** Under which id channels get it is nothing to whoever looks. */
const kept = { message: true } as const;

/** 预警 as it is shown: figures for programs, lines for people. */
export const AlertView = z.discriminatedUnion('kind', [
  shown(z.omit(ALERTS.urgent, { ...kept, of: true }), 'UrgentAlert'),
  shown(z.omit(ALERTS.digest, kept), 'DigestAlert'),
  shown(z.omit(ALERTS.run_failed, kept), 'RunFailedAlert'),
  shown(z.omit(ALERTS.month_frozen, kept), 'MonthFrozenAlert'),
]);

export const DeliveryView = documented(
  z.pick(Delivery, { channel: true, state: true, attempts: true, next: true }),
  {
    id: 'Delivery',
    description: 'What became of an alert on one channel',
  },
);

/** In the order of the rules: the table keeps the fields of a map in none. */
const inOrder = (alert: Alert): Alert =>
  alert.kind === 'digest'
    ? {
        ...alert,
        figures: {
          ...alert.figures,
          rules: Object.fromEntries(
            RULES.flatMap((rule) => {
              const its = alert.figures.rules[rule];
              return its ? [[rule, its]] : [];
            }),
          ),
        },
      }
    : alert;

/** An alert for somebody's eyes; what the table keeps for itself stays there. */
export const alertView = (alert: Alert, language: Language) => {
  const { title, lines } = alertMessage(alert, language);
  const { message: _, of: __, ...shown } = { of: undefined, ...inOrder(alert) };
  const said = lines.map((line) => (line.kind === 'count' ? `${line.label} ${line.value}` : line.text));
  return { ...shown, title, lines: said };
};
