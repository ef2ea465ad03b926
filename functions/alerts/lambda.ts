import * as z from 'zod';
import { channelSecretsOfSecretsManager } from '../../shared/channels/secrets/secrets-manager.ts';
import { deliveryDepsFrom } from '../../shared/channels/settings.ts';
import { depsFrom } from '../../shared/compose.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import { takeTurn } from '../../shared/table/outbox/alerts.ts';
import { channelsOfCounty } from '../../shared/table/settings.ts';
import { deliverAlerts, hasDigest, isDigestDay, makeDigests, sendFailedRunAlerts } from './run.ts';

/** Longest wait for a robot's rate limit, in milliseconds; the next call continues in five minutes. */
const PATIENCE_MS = 30_000;

const { HOUFU_LEDGER_URL } = z.object({ HOUFU_LEDGER_URL: z.url().optional() }).parse(process.env);
const deps = depsFrom(process.env);
const outlets = {
  delivering: deliveryDepsFrom(process.env, deps, {
    secretOf: channelSecretsOfSecretsManager(process.env),
    turn: (robot, rates) => takeTurn(deps.table, robot, rates, deps.clock),
    // Alerts are in the system for everybody to read; no other sink exists here.
    sink: async () => {},
    patienceMs: PATIENCE_MS,
  }),
  channelsOf: (county: Parameters<typeof channelsOfCounty>[1]) =>
    channelsOfCounty(deps.table, county, dateInShanghai(deps.clock())),
  ledger: HOUFU_LEDGER_URL,
};

const Event = z.object({ job: z.enum(['digest', 'deliver']) });

/** Runs the job in all counties. Throws afterwards if one failed: Lambda retries, and finished counties are skipped. */
export async function handler(event: unknown): Promise<object> {
  const { job } = Event.parse(event);
  const today = dateInShanghai(deps.clock());
  const digest = job === 'digest' && isDigestDay(today) && !(await hasDigest(deps, today));
  const run = digest ? await makeDigests(deps, { by: 'schedule' }) : undefined;
  // Days off have no digest, but an alert of a failed audit.
  const unalerted = job === 'digest' && !isDigestDay(today) ? await sendFailedRunAlerts(deps) : [];
  const delivered = await deliverAlerts(deps, outlets);
  const failed = [...(run?.failed ?? []), ...unalerted, ...delivered.failedCounties];
  const result = { job, ...delivered, ...(run ? { run: run.run, made: run.changed } : {}) };
  deps.log('alerts', result);
  if (failed.length > 0) throw new Error(`failed in ${failed.join()}`);
  return result;
}
