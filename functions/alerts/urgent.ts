import type { Deps } from '../../shared/deps.ts';
import { type AlertContent, alertId } from '../../shared/domain/alerts/alert.ts';
import { MessageId } from '../../shared/domain/alerts/message.ts';
import type { News } from '../../shared/domain/alerts/news.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import { flagIdOf } from '../../shared/domain/ledger/flag-id.ts';
import { alertOf, putAlerts } from '../../shared/table/outbox/alerts.ts';
import { newsWaiting, settleNews } from '../../shared/table/outbox/news.ts';

/** Changes that one alert tells of, each in a line: more are the next one's, and a message holds 200. */
const MAX_ITEMS = 150;

const alertContentOf = ({ area, subject, items }: News): AlertContent[] =>
  items.map(({ kind, rule, member, dueOn }) => ({
    ...{ kind, rule, area },
    flag: flagIdOf(subject, { rule, member }),
    ...(dueOn ? { dueOn } : {}),
  }));

/** All that wait, in handfuls. What one record has to tell is told together. */
async function* handfuls(pages: AsyncGenerator<News[]>): AsyncGenerator<News[]> {
  let some: News[] = [];
  let told = 0;
  for await (const page of pages) {
    for (const news of page) {
      if (some.length > 0 && told + news.items.length > MAX_ITEMS) {
        yield some;
        some = [];
        told = 0;
      }
      some.push(news);
      told += news.items.length;
    }
  }
  if (some.length > 0) yield some;
}

/**
 * Gathers what waits for no morning into alerts of a county; gives how many. An alert is named after the first news
 * in it and says which it was gathered from: whoever comes twice, or after somebody died in between, finds it and
 * settles just those, so that each change is told once.
 */
export async function gatherUrgent(deps: Deps, county: AreaCode): Promise<number> {
  const { table, clock, newId } = deps;
  let gathered = 0;
  for await (const some of handfuls(newsWaiting(table, county, 'now'))) {
    const now = clock();
    const on = dateInShanghai(now);
    const [first] = some;
    if (!first) continue;
    // By the day of the news, not of the clock: gathered again after midnight it is the same alert.
    const id = alertId(county, dateInShanghai(Date.parse(first.at)), `urgent.${first.id}`);
    const isNew = await putAlerts(table, [
      {
        ...{ kind: 'urgent', id, message: MessageId.parse(newId()), area: county, on },
        at: new Date(now).toISOString(),
        told: some.flatMap(alertContentOf),
        of: some.map((news) => news.id),
      },
    ]);
    const stands = isNew ? undefined : await alertOf(table, id);
    const settled = stands?.kind === 'urgent' ? stands.of : some.map((news) => news.id);
    await settleNews(table, county, settled, 'now');
    if (isNew) gathered++;
  }
  return gathered;
}
