import pMap from 'p-map';
import { type DeliveryDeps, deliver } from '../../shared/channels/deliver.ts';
import { type Delivery, newDelivery } from '../../shared/channels/delivery.ts';
import type { Deps } from '../../shared/deps.ts';
import type { Alert } from '../../shared/domain/alerts/alert.ts';
import type { Channel } from '../../shared/domain/alerts/channel.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { AreaChannel } from '../../shared/domain/settings/county-channels.ts';
import {
  alertsToSend,
  DeliveryConflict,
  deliveriesOf,
  saveDelivery,
  settleAlert,
} from '../../shared/table/outbox/alerts.ts';
import { alertMessage } from '../../shared/text/alert-message.ts';

/** Channels are handled concurrently, so that one that hangs does not delay the others. */
const CONCURRENT_CHANNELS = 20;

/** After so many milliseconds a channel leaves its remaining alerts to the next call. */
const MAX_CALL_MS = 60_000;

/** Whether the channel carries an alert. Every alert that is no digest counts as immediate. */
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
 * Sends a county's alerts on its channels and stores each delivery before and after each attempt. Settles an alert once
 * its deliveries on all channels have ended; a later call retries the others. Two concurrent calls send nothing twice.
 * A slow channel takes at most `MAX_CALL_MS` and one more message. An alert without a channel is settled at once.
 */
export async function deliverCounty(
  deps: Deps,
  delivering: DeliveryDeps,
  county: AreaCode,
  channels: readonly AreaChannel[],
  ledger?: string,
): Promise<DeliveryCounts> {
  const { table, clock, newId, log } = deps;
  const counts = { alerts: 0, delivered: 0, waiting: 0, failed: 0 };

  const send = async (alert: Alert, channel: Channel, known: readonly Delivery[]): Promise<boolean> => {
    const about = { channel: channel.id, message: alert.message };
    const stored = known.find((one) => one.channel === channel.id) ?? newDelivery(about, clock());
    if (stored.state !== 'waiting') return true;
    const save = (delivery: Delivery) => saveDelivery(table, alert.id, delivery, newId());
    try {
      const { state } = await deliver(
        delivering,
        channel,
        alertMessage(alert, 'zh-CN', deps.areas, ledger),
        stored,
        save,
      );
      if (state === 'delivered') counts.delivered++;
      else if (state === 'waiting') counts.waiting++;
      else counts.failed++;
      return state !== 'waiting';
    } catch (error) {
      if (!(error instanceof DeliveryConflict))
        log('delivery_failed', { alert: alert.id, error: String(error) });
      counts.waiting++;
      return false;
    }
  };

  const alerts: Alert[] = [];
  for await (const page of alertsToSend(table, county)) alerts.push(...page);
  counts.alerts = alerts.length;
  const open = new Set<string>();
  const sendOnChannel = async (one: AreaChannel): Promise<void> => {
    const until = clock() + MAX_CALL_MS;
    for (const alert of alerts.filter((each) => isWanted(one, each))) {
      const isLate = clock() >= until;
      if (isLate) counts.waiting++;
      if (isLate || !(await send(alert, one.channel, await deliveriesOf(table, alert.id))))
        open.add(alert.id);
    }
  };
  await pMap(channels, sendOnChannel, { concurrency: CONCURRENT_CHANNELS });
  for (const { id } of alerts) if (!open.has(id)) await settleAlert(table, id);
  return counts;
}
