import type { Deps } from '../../shared/deps.ts';
import { type Alert, alertId } from '../../shared/domain/alerts/alert.ts';
import { figuresOf, isWorthSending } from '../../shared/domain/alerts/figures.ts';
import { MessageId } from '../../shared/domain/alerts/message.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { PlainDate } from '../../shared/domain/calendar/dates.ts';
import { flagIdOf } from '../../shared/domain/ledger/flag-id.ts';
import { closedFlagsOfCounty, openFlagsOfCounty } from '../../shared/table/flags/flag-lists.ts';
import { alertOf, alertsOfCounty, putAlerts } from '../../shared/table/outbox/alerts.ts';
import { pendingNews, settleNews } from '../../shared/table/outbox/news.ts';
import type { OpenFlagKey } from '../../shared/table/store/keys.ts';

const PAGE = 500;
const DAY_MS = 86_400_000;

/** Reads the last digest of a county before a day; undefined if there is none. */
const readLastDigest = async ({ table }: Deps, county: AreaCode, on: PlainDate) => {
  let after: string | undefined;
  do {
    const { items, next } = await alertsOfCounty(table, county, { limit: 100, after });
    const last = items.find((alert) => alert.kind === 'digest' && alert.area === county && alert.on < on);
    if (last) return last;
    after = next;
  } while (after !== undefined);
  return undefined;
};

/** The longest time from the instant of news until a reader sees them, in milliseconds. */
const MAX_DELAY_MS = 60_000;

/** Settles the news of a digest whose call ended before it settled them; later news wait for the next digest. */
const settleIncludedNews = async (
  { table }: Deps,
  county: AreaCode,
  { at }: Pick<Alert, 'at'>,
): Promise<void> => {
  const before = new Date(Date.parse(at) - MAX_DELAY_MS).toISOString();
  const included: string[] = [];
  for await (const page of pendingNews(table, county, 'digest')) {
    included.push(...page.filter((news) => news.at < before).map(({ id }) => id));
  }
  await settleNews(table, county, included, 'digest');
};

/**
 * Creates the morning's digests of a county and of each of its townships: news since the last digest, and the ledger.
 * All are written at once, once a day. Returns how many were created.
 */
export async function digestCounty(deps: Deps, county: AreaCode, on: PlainDate): Promise<number> {
  const { table, clock, newId } = deps;
  const digestId = alertId(county, on, 'digest');
  const existing = await alertOf(table, digestId);
  if (existing) {
    await settleIncludedNews(deps, county, existing);
    return 0;
  }
  const now = clock();
  const last = await readLastDigest(deps, county, on);
  const since = last?.at ?? new Date(now - DAY_MS).toISOString();
  const tally = figuresOf(county, on, since);
  const included: string[] = [];
  for await (const page of pendingNews(table, county, 'digest')) {
    for (const news of page) {
      tally.addNews(news);
      included.push(news.id);
    }
  }
  let after: OpenFlagKey | undefined;
  do {
    const page = await openFlagsOfCounty(table, county, { limit: PAGE, after });
    for (const { flag, subject } of page.items) tally.addFlag(flag, flagIdOf(subject, flag));
    after = page.next;
  } while (after);
  do {
    const page = await closedFlagsOfCounty(table, county, { limit: PAGE, after });
    const recent = page.items.filter(({ flag }) => (flag.closedOn ?? '') >= since.slice(0, 10));
    for (const { flag, subject } of recent) tally.addFlag(flag, flagIdOf(subject, flag));
    after = recent.length < page.items.length ? undefined : page.next;
  } while (after);

  const at = new Date(now).toISOString();
  const alerts = [...tally.figures()]
    .filter(([, figures]) => isWorthSending(figures))
    .map(([area, figures]): Alert => {
      const id = area === county ? digestId : alertId(county, on, `digest.${area}`);
      return { kind: 'digest', id, message: MessageId.parse(newId()), area, on, at, figures };
    });
  if (alerts.length === 0) return 0;
  // A concurrent call created it and settles its news.
  if (!(await putAlerts(table, alerts))) return 0;
  await settleNews(table, county, included, 'digest');
  return alerts.length;
}
