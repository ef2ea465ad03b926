import pMap from 'p-map';
import { type Delivering, deliver } from '../../shared/channels/deliver.ts';
import { type Delivery, newDelivery } from '../../shared/channels/delivery.ts';
import type { Deps } from '../../shared/deps.ts';
import type { Alert } from '../../shared/domain/alerts/alert.ts';
import type { Channel } from '../../shared/domain/alerts/channel.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { AreaChannel } from '../../shared/domain/settings/county-channels.ts';
import {
  alertsToSend,
  DeliveryClaim,
  deliveriesOf,
  saveDelivery,
  settleAlert,
} from '../../shared/table/outbox/alerts.ts';
import { alertMessage } from '../../shared/text/alert-message.ts';

/** Channels that are served at the same time, each by itself: one that hangs keeps no other waiting. */
const AT_ONCE = 20;

/** A channel that has kept a call for so long leaves the rest of its alerts to the next one. */
const MOST_MS = 60_000;

/** What of a county's alerts a channel carries. Whatever is no digest waits for no morning. */
const isWanted = ({ area, channel }: AreaChannel, alert: Alert): boolean =>
  channel.enabled &&
  area === alert.area &&
  channel.alerts.includes(alert.kind === 'digest' ? 'digest' : 'immediate');

export interface DeliveryCounts {
  readonly alerts: number;
  readonly delivered: number;
  readonly waiting: number;
  readonly failed: number;
}

/**
 * Sends a county's alerts on its channels, each delivery recorded before and after each attempt. An alert that has come
 * to an end on every channel waits no more; what a channel did not take is tried again by a later call. Two calls at
 * once send nothing twice. A channel that is slow keeps a call no longer than `MOST_MS` and one more message. An alert
 * that no channel carries stands in the system alone.
 */
export async function deliverCounty(
  deps: Deps,
  delivering: Delivering,
  county: AreaCode,
  channels: readonly AreaChannel[],
  ledger?: string,
): Promise<DeliveryCounts> {
  const { table, clock, newId, log } = deps;
  const counts = { alerts: 0, delivered: 0, waiting: 0, failed: 0 };

  const send = async (alert: Alert, channel: Channel, known: readonly Delivery[]): Promise<boolean> => {
    const about = { channel: channel.id, message: alert.message };
    const stands = known.find((one) => one.channel === channel.id) ?? newDelivery(about, clock());
    if (stands.state !== 'waiting') return true;
    const save = (delivery: Delivery) => saveDelivery(table, alert.id, delivery, newId());
    try {
      const { state } = await deliver(
        delivering,
        channel,
        alertMessage(alert, 'zh-CN', deps.areas, ledger),
        stands,
        save,
      );
      if (state === 'delivered') counts.delivered++;
      else if (state === 'waiting') counts.waiting++;
      else counts.failed++;
      return state !== 'waiting';
    } catch (error) {
      if (!(error instanceof DeliveryClaim))
        log('delivery_failed', { alert: alert.id, error: String(error) });
      counts.waiting++;
      return false;
    }
  };

  const alerts: Alert[] = [];
  for await (const page of alertsToSend(table, county)) alerts.push(...page);
  counts.alerts = alerts.length;
  const open = new Set<string>();
  const carry = async (one: AreaChannel): Promise<void> => {
    const until = clock() + MOST_MS;
    for (const alert of alerts.filter((each) => isWanted(one, each))) {
      const isLate = clock() >= until;
      if (isLate) counts.waiting++;
      if (isLate || !(await send(alert, one.channel, await deliveriesOf(table, alert.id))))
        open.add(alert.id);
    }
  };
  await pMap(channels, carry, { concurrency: AT_ONCE });
  for (const { id } of alerts) if (!open.has(id)) await settleAlert(table, id);
  return counts;
}
