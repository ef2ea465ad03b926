import * as z from 'zod';
import { channelSecretsOfSecretsManager } from '../../shared/channels/secrets/secrets-manager.ts';
import { deliveringFrom } from '../../shared/channels/settings.ts';
import { depsFrom } from '../../shared/compose.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import { takeTurn } from '../../shared/table/outbox/alerts.ts';
import { channelsOfCounty } from '../../shared/table/settings.ts';
import { deliverAlerts, hasDigest, isDigestDay, makeDigests, sendFailedRunAlerts } from './run.ts';

/** A robot that asks for patience gets this much; the next call goes on in five minutes. */
const PATIENCE_MS = 30_000;

const { HOUFU_LEDGER_URL } = z.object({ HOUFU_LEDGER_URL: z.url().optional() }).parse(process.env);
const deps = depsFrom(process.env);
const outlets = {
  delivering: deliveringFrom(process.env, deps, {
    secretOf: channelSecretsOfSecretsManager(process.env),
    turn: (robot, rates) => takeTurn(deps.table, robot, rates, deps.clock),
    // Alerts stand in the system for whoever looks: there is nothing more to be done here.
    sink: async () => {},
    patienceMs: PATIENCE_MS,
  }),
  channelsOf: (county: Parameters<typeof channelsOfCounty>[1]) =>
    channelsOfCounty(deps.table, county, dateInShanghai(deps.clock())),
  ledger: HOUFU_LEDGER_URL,
};

const Event = z.object({ job: z.enum(['digest', 'deliver']) });

/** Throws where some county failed, after all others are done: Lambda tries again, and what is done stays done. */
export async function handler(event: unknown): Promise<object> {
  const { job } = Event.parse(event);
  const today = dateInShanghai(deps.clock());
  const digest = job === 'digest' && isDigestDay(today) && !(await hasDigest(deps, today));
  const run = digest ? await makeDigests(deps, { by: 'schedule' }) : undefined;
  // A night that failed before a day off is told on that day.
  const untold = job === 'digest' && !isDigestDay(today) ? await sendFailedRunAlerts(deps) : [];
  const delivered = await deliverAlerts(deps, outlets);
  const failed = [...(run?.failed ?? []), ...untold, ...delivered.failedCounties];
  const told = { job, ...delivered, ...(run ? { run: run.run, made: run.changed } : {}) };
  deps.log('alerts', told);
  if (failed.length > 0) throw new Error(`failed in ${failed.join()}`);
  return told;
}
