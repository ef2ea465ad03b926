import type { Delivery } from '../channels/delivery.ts';
import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import type { Alert, AlertId, AlertKind } from '../domain/alerts/alert.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { Actor } from '../domain/records/actor.ts';
import { Refused } from '../domain/records/refusal.ts';
import { alertOf, alertsOfCounty, deliveriesOf } from '../table/outbox/alerts.ts';
import { alertKey } from '../table/store/keys.ts';
import type { Page, PageRequest } from './page.ts';
import { pageAcrossAreas } from './page-across-areas.ts';
import { countiesOf, isInScope, scopeOf } from './scope.ts';

/** Which alerts a list holds: those that match every field. */
export interface AlertFilter {
  readonly area?: AreaCode | undefined;
  readonly kind?: AlertKind | undefined;
  readonly acknowledged?: boolean | undefined;
}

/** Lists the alerts of the actor's areas, county by county, the latest day first. Throws `Refused` (`outside_areas`). */
export async function listAlerts(
  { table, areas }: Deps,
  actor: Actor,
  { area, kind, acknowledged }: AlertFilter,
  page: PageRequest,
): Promise<Page<Alert>> {
  const scope = scopeOf(areas, actor, area);
  const isInside = isInScope(scope);
  return pageAcrossAreas<Alert>(
    {
      divisions: countiesOf(areas, scope),
      readPage: (county, limit, after) => alertsOfCounty(table, county, { limit, after }),
      keyOf: ({ id }) => alertKey(id).sk,
      matches: (alert) =>
        isInside(alert) &&
        (kind === undefined || alert.kind === kind) &&
        (acknowledged === undefined || (alert.acknowledged !== undefined) === acknowledged),
    },
    page,
  );
}

export interface AlertWithDeliveries {
  readonly alert: Alert;
  readonly deliveries: readonly Delivery[];
}

/** Returns an alert with its delivery on each channel. Throws `Refused` (`record_unknown`). */
export async function getAlert({ table }: Deps, actor: Actor, id: AlertId): Promise<AlertWithDeliveries> {
  const alert = await alertOf(table, id);
  if (!alert) throw new Refused('record_unknown');
  permitRight(actor, 'read', alert);
  return { alert, deliveries: await deliveriesOf(table, id) };
}
