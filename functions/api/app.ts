import { type Context, Hono } from 'hono';
import * as z from 'zod';
import { dateInShanghai, PlainDate } from '../../shared/dates.ts';
import type { Deps } from '../../shared/deps.ts';
import { type Looked, lookAt } from '../../shared/findings.ts';
import { HouseholdId, SiteId } from '../../shared/records/ids.ts';
import type { Subject } from '../../shared/table/keys.ts';
import { householdsOfSite } from '../../shared/table/lists.ts';
import { tableAnswers } from '../../shared/table/records.ts';
import { FlagQuery, listFlags, listRecords, RecordQuery } from './lists.ts';
import { answerTo, languageOf, NotFound } from './problem.ts';
import { queryOf } from './query.ts';
import { findingsView, flagView, recordView, summaryView } from './views.ts';

const IDS = { household: HouseholdId, site: SiteId } as const;

/** The record that a path names; an id that could be nobody's is simply not there. */
const subjectIn = (c: Context, kind: Subject['kind']): Subject => {
  const id = IDS[kind].safeParse(c.req.param('id'));
  if (!id.success) throw new NotFound();
  return { kind, id: id.data } as Subject;
};

const NoQuery = z.strictObject({});
const OnQuery = z.strictObject({ on: PlainDate.optional() });

const look = async (deps: Deps, subject: Subject, on = dateInShanghai(deps.clock())): Promise<Looked> => {
  const looked = await lookAt(deps, subject, on);
  if (!looked) throw new NotFound();
  return looked;
};

/** The API as far as it stands: it reads, and changes nothing. `version` is what `healthz` says of itself. */
export const apiApp = (deps: Deps, version: string): Hono => {
  const api = new Hono();
  api.onError(answerTo(deps));
  api.notFound((c) => answerTo(deps)(new NotFound(), c));

  api.get('/healthz', async (c) => {
    const answers = await tableAnswers(deps.table);
    return c.json({ version, table: answers ? 'answers' : 'silent' }, answers ? 200 : 503);
  });

  for (const [path, kind] of [
    ['/households', 'household'],
    ['/sites', 'site'],
  ] as const) {
    api.get(path, async (c) => {
      const { items, ...next } = await listRecords(deps, kind, queryOf(c, RecordQuery));
      return c.json({ items: items.map(summaryView), ...next });
    });
    api.get(`${path}/:id`, async (c) => {
      queryOf(c, NoQuery);
      const looked = await look(deps, subjectIn(c, kind));
      return c.json(recordView(looked, languageOf(c)), 200, { etag: `"${looked.record.version}"` });
    });
    api.get(`${path}/:id/findings`, async (c) => {
      const { on } = queryOf(c, OnQuery);
      const looked = await look(deps, subjectIn(c, kind), on);
      return c.json({ items: findingsView(looked, languageOf(c)) });
    });
  }
  api.get('/sites/:id/households', async (c) => {
    queryOf(c, NoQuery);
    const { record } = await look(deps, subjectIn(c, 'site'));
    const households = await householdsOfSite(deps.table, SiteId.parse(record.id));
    return c.json({ items: households.map(summaryView) });
  });
  api.get('/flags', async (c) => {
    const { items, ...next } = await listFlags(deps, queryOf(c, FlagQuery));
    return c.json({ items: items.map(flagView), ...next });
  });

  return new Hono().route('/api/v1', api).notFound((c) => answerTo(deps)(new NotFound(), c));
};
