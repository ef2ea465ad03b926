import type { Deps } from '../../shared/deps.ts';
import { type AlertContent, alertId } from '../../shared/domain/alerts/alert.ts';
import { MessageId } from '../../shared/domain/alerts/message.ts';
import type { News } from '../../shared/domain/alerts/news.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import { flagIdOf } from '../../shared/domain/ledger/flag-id.ts';
import { alertOf, putAlerts } from '../../shared/table/outbox/alerts.ts';
import { pendingNews, settleNews } from '../../shared/table/outbox/news.ts';

/** Items of one alert, a line each: a message holds 200 lines. */
const MAX_ITEMS = 150;

const alertContentOf = ({ area, subject, items }: News): AlertContent[] =>
  items.map(({ kind, rule, member, dueOn }) => ({
    ...{ kind, rule, area },
    flag: flagIdOf(subject, { rule, member }),
    ...(dueOn ? { dueOn } : {}),
  }));

/** Groups the news so that no group has more than `MAX_ITEMS` items; the items of one record stay together. */
async function* batchNews(pages: AsyncGenerator<News[]>): AsyncGenerator<News[]> {
  let batch: News[] = [];
  let size = 0;
  for await (const page of pages) {
    for (const news of page) {
      if (batch.length > 0 && size + news.items.length > MAX_ITEMS) {
        yield batch;
        batch = [];
        size = 0;
      }
      batch.push(news);
      size += news.items.length;
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * Creates alerts of a county from the news that must not wait for the digest; returns how many. An alert's id follows
 * from its first news and it lists all of them: a concurrent or repeated call finds the alert and settles exactly
 * these, so that each change is reported once.
 */
export async function gatherUrgent(deps: Deps, county: AreaCode): Promise<number> {
  const { table, clock, newId } = deps;
  let gathered = 0;
  for await (const batch of batchNews(pendingNews(table, county, 'now'))) {
    const now = clock();
    const on = dateInShanghai(now);
    const [first] = batch;
    if (!first) continue;
    // The day of the news, not of the clock, so that a call after midnight finds the same alert.
    const id = alertId(county, dateInShanghai(Date.parse(first.at)), `urgent.${first.id}`);
    const isNew = await putAlerts(table, [
      {
        ...{ kind: 'urgent', id, message: MessageId.parse(newId()), area: county, on },
        at: new Date(now).toISOString(),
        told: batch.flatMap(alertContentOf),
        of: batch.map((news) => news.id),
      },
    ]);
    const existing = isNew ? undefined : await alertOf(table, id);
    const included = existing?.kind === 'urgent' ? existing.of : batch.map((news) => news.id);
    await settleNews(table, county, included, 'now');
    if (isNew) gathered++;
  }
  return gathered;
}
