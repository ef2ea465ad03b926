import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { Delivery } from '../../channels/delivery.ts';
import { nextTurn, type Rate, type Sends, type Turn } from '../../channels/limiter.ts';
import { Alert, type AlertId } from '../../domain/alerts/alert.ts';
import { type AreaCode, countyOf } from '../../domain/areas/area.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import type { TableClient } from '../store/client.ts';
import { isConditionFailed } from '../store/condition-failed.ts';
import { ALERTS, alertKey, alertStart, deliveryKey, pendingIndex, sendsKey } from '../store/keys.ts';
import { queryAll, queryPage, queryPages } from '../store/read.ts';
import { VERSIONED } from '../store/schema-version.ts';
import { fieldsWrite } from '../store/write-fields.ts';

const StoredAlert = tolerant(Alert);
const StoredDelivery = tolerant(Delivery);

/** Returns whether a conditional write succeeds. */
const succeeds = (write: Promise<unknown>): Promise<boolean> =>
  write.then(
    () => true,
    (error: unknown) => {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    },
  );

/** Puts alerts of one county together, to be sent. Returns false and puts none if one of them is stored. */
export async function putAlerts({ client, name }: TableClient, alerts: readonly Alert[]): Promise<boolean> {
  const put = (alert: Alert) => {
    const county = countyOf(alert.area);
    if (!county) throw new Error(`an alert of ${alert.area}, which lies in no county`);
    return {
      Put: {
        TableName: name,
        Item: { ...alertKey(alert.id), ...pendingIndex(county, 'send'), alert, ...VERSIONED },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    };
  };
  return client.send(new TransactWriteCommand({ TransactItems: alerts.map(put) })).then(
    () => true,
    (error: unknown) => {
      if (isConditionFailed(error)) return false;
      throw error;
    },
  );
}

/** Reads an alert; undefined if there is none. */
export async function alertOf({ client, name }: TableClient, id: AlertId): Promise<Alert | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: alertKey(id), ConsistentRead: true }),
  );
  return Item && StoredAlert.parse(Item.alert);
}

/** Reads a page of a county's alerts, the latest day first; `next` is the sort key to continue after. */
export async function alertsOfCounty(
  table: TableClient,
  county: AreaCode,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ items: Alert[]; next?: string }> {
  const { pk } = alertStart(county);
  const { items, next } = await queryPage(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :alerts)',
    ExpressionAttributeValues: { ':pk': pk, ':alerts': ALERTS },
    ScanIndexForward: false,
    Limit: limit,
    ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
  });
  return {
    items: items.map(({ alert }) => StoredAlert.parse(alert)),
    ...(next ? { next: String(next.sk) } : {}),
  };
}

/** Reads a county's alerts in the queue to send, page by page, oldest first. */
export async function* alertsToSend(table: TableClient, county: AreaCode): AsyncGenerator<Alert[]> {
  const pages = queryPages(table, {
    IndexName: 'pending',
    KeyConditionExpression: 'pendingCounty = :pending',
    ExpressionAttributeValues: { ':pending': pendingIndex(county, 'send').pendingCounty },
  });
  for await (const items of pages) yield items.map(({ alert }) => StoredAlert.parse(alert));
}

/** Removes an alert from the queue once every channel is done with it. */
export async function settleAlert({ client, name }: TableClient, id: AlertId): Promise<void> {
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: alertKey(id),
      UpdateExpression: 'REMOVE pendingCounty',
      ConditionExpression: 'attribute_exists(pk)',
    }),
  );
}

/** Stores the first acknowledgement of an alert. Returns false if there is one. */
export const markAcknowledged = (
  { client, name }: TableClient,
  id: AlertId,
  acknowledged: NonNullable<Alert['acknowledged']>,
): Promise<boolean> =>
  succeeds(
    client.send(
      new UpdateCommand({
        TableName: name,
        Key: alertKey(id),
        UpdateExpression: 'SET #alert.#acknowledged = :acknowledged',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#alert.#acknowledged)',
        ExpressionAttributeNames: { '#alert': 'alert', '#acknowledged': 'acknowledged' },
        ExpressionAttributeValues: { ':acknowledged': acknowledged },
      }),
    ),
  );

/** Reads the deliveries of an alert, one a channel. */
export async function deliveriesOf(table: TableClient, id: AlertId): Promise<Delivery[]> {
  const { pk, sk } = deliveryKey(id);
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :deliveries)',
    ExpressionAttributeValues: { ':pk': pk, ':deliveries': sk },
    ConsistentRead: true,
  });
  return items.map(({ delivery }) => StoredDelivery.parse(delivery));
}

/** Another process works on the same delivery. */
export class DeliveryConflict extends Error {
  override readonly name = 'DeliveryConflict';
}

/**
 * Stores a delivery on condition of its previous revision. Throws `DeliveryConflict` if another process changed it. `token`
 * is unique to this write: if it is stored, only the reply was lost, while a delivery alone could be another process's.
 */
export async function saveDelivery(
  { client, name }: TableClient,
  alert: AlertId,
  delivery: Delivery,
  token: string,
): Promise<void> {
  const saved = await succeeds(
    client.send(
      new UpdateCommand(
        fieldsWrite(
          name,
          deliveryKey(alert, delivery.channel),
          { delivery, token },
          {
            ConditionExpression: 'attribute_not_exists(pk) OR #delivery.#revision = :before',
            ExpressionAttributeNames: { '#delivery': 'delivery', '#revision': 'revision' },
            ExpressionAttributeValues: { ':before': delivery.revision - 1 },
          },
        ),
      ),
    ),
  );
  if (saved) return;
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: deliveryKey(alert, delivery.channel), ConsistentRead: true }),
  );
  if (Item?.token !== token) throw new DeliveryConflict();
}

const MOST_ATTEMPTS = 5;

/** Reserves a turn on a robot, whose rate limit applies to all counties together. */
export async function takeTurn(
  { client, name }: TableClient,
  robot: string,
  rates: readonly Rate[],
  clock: () => number,
): Promise<Turn> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { Item } = await client.send(
      new GetCommand({ TableName: name, Key: sendsKey(robot), ConsistentRead: true }),
    );
    const before = Item && { at: Item.sends as Sends, revision: Number(Item.revision) };
    const { turn, sends } = nextTurn(before?.at ?? [], rates, clock());
    if (turn !== 'now') return turn;
    const isReserved = await succeeds(
      client.send(
        new UpdateCommand(
          fieldsWrite(
            name,
            sendsKey(robot),
            { sends, revision: (before?.revision ?? 0) + 1 },
            {
              ConditionExpression: 'attribute_not_exists(pk) OR revision = :before',
              ExpressionAttributeValues: { ':before': before?.revision ?? 0 },
            },
          ),
        ),
      ),
    );
    if (isReserved) return turn;
  }
  // Too many conflicts: treats the window as full.
  return { waitUntil: clock() + 1000 };
}
