import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { PlainDate } from '../domain/calendar/dates.ts';
import { daysOfTownships } from '../table/numbers/numbers.ts';

/** The progress of a run of the audit, summed up over its townships. */
export interface AuditRun {
  readonly run: string;
  readonly on: PlainDate;
  readonly townships: number;
  readonly looked: number;
  readonly due: number;
  readonly sites: number;
  readonly changed: number;
  readonly failed: readonly string[];
  /** The townships that have not reported: they are still at work or failed as a whole. */
  readonly missing: readonly AreaCode[];
  /** When the last township reported; missing until all have. */
  readonly endedAt?: string;
}

/** Returns the progress of a run of the audit on a day, in an area or everywhere. */
export async function getAuditRun(
  { table, areas }: Pick<Deps, 'table' | 'areas'>,
  run: string,
  on: PlainDate,
  area?: AreaCode,
): Promise<AuditRun> {
  const planned = areas.townships(area).map(({ code }) => code);
  const days = await daysOfTownships(table, planned, on);
  const parts = days.flatMap(({ numbers, runs }) =>
    runs.filter((part) => part.run === run).map((part) => ({ area: numbers.area, ...part })),
  );
  const reported = new Set(parts.map(({ area: township }) => township));
  const total = (field: 'looked' | 'due' | 'sites' | 'changed') =>
    parts.reduce((sum, part) => sum + part[field], 0);
  const missing = planned.filter((township) => !reported.has(township));
  const last = parts
    .map(({ at }) => at)
    .sort()
    .at(-1);
  return {
    run,
    on,
    townships: planned.length,
    looked: total('looked'),
    due: total('due'),
    sites: total('sites'),
    changed: total('changed'),
    failed: parts.flatMap(({ failed }) => failed),
    missing,
    ...(missing.length === 0 && last !== undefined ? { endedAt: last } : {}),
  };
}
