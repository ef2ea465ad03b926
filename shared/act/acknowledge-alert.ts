import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import type { Alert, AlertId } from '../domain/alerts/alert.ts';
import { type Actor, actorId } from '../domain/records/actor.ts';
import { Refused } from '../domain/records/refusal.ts';
import { alertOf, markAcknowledged } from '../table/outbox/alerts.ts';
import type { TableClient } from '../table/store/client.ts';

const requireAlert = async (table: TableClient, actor: Actor, id: AlertId): Promise<Alert> => {
  const alert = await alertOf(table, id);
  if (!alert) throw new Refused('record_unknown');
  permitRight(actor, 'acknowledge', alert);
  return alert;
};

/**
 * Records that the actor has seen an alert and returns the alert. The first acknowledgement stays: a second one changes
 * nothing. Throws `Refused`.
 */
export async function acknowledgeAlert({ table, clock }: Deps, actor: Actor, id: AlertId): Promise<Alert> {
  const alert = await requireAlert(table, actor, id);
  const acknowledged = { by: actorId(actor), at: new Date(clock()).toISOString() };
  const isFirst = !alert.acknowledged && (await markAcknowledged(table, id, acknowledged));
  return isFirst ? { ...alert, acknowledged } : requireAlert(table, actor, id);
}
