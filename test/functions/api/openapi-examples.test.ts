import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeDigests } from '../../../functions/alerts/run.ts';
import { EXAMPLES } from '../../../functions/api/routes/examples/index.ts';
import { ROUTES } from '../../../functions/api/routes/index.ts';
import { auditTownship } from '../../../functions/audit/township.ts';
import { freezeTownship } from '../../../functions/freeze/township.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { TOWNSHIP } from '../../families.ts';
import { COUNTY } from '../alerts/outlets.ts';
import { apiOf } from './county.ts';
import { EXAMPLES_IN_ORDER } from './examples-in-order.ts';

const TODAY = plainDate('2026-06-15');

const ANSWERS = fileURLToPath(
  new URL('../../../functions/api/openapi/examples/answers.json', import.meta.url),
);

/** Replaces what differs from run to run: cursors and the expiry of tokens. */
const stable = (text: string) =>
  text.replace(/"next":"[^"]+"/g, '"next":"eyJwbGFjZSI6Ii4uLiJ9"').replace(/:(4000000000)\b/g, ':1781496000');

const withCountedIds = (deps: TestDeps): TestDeps => {
  let made = 0;
  return { ...deps, newId: () => `01JX${String(++made).padStart(22, '0')}` };
};

/** Keeps the first two items of each list. */
const shorten = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.slice(0, 2).map(shorten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shorten(one)]));
};

/** Makes the requests one after the other and returns the answers with the ids of the examples. */
const playExamples = async (routes: readonly string[]) => {
  const deps = withCountedIds(await testDeps(TODAY));
  const { ask } = apiOf(deps);
  const real = new Map<string, string>();
  const replaceIds = (text: string, ids: Iterable<readonly [string, string]>) =>
    [...ids].reduce((said, [from, to]) => said.replaceAll(from, to), text);
  const answers: Record<string, unknown> = {};
  for (const route of routes) {
    const { params = {}, query, body, as, after, makes = [] } = EXAMPLES[route] ?? {};
    const [method = '', path = ''] = route.split(' ');
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '');
    const address = replaceIds(filled, real) + (query ? `?${new URLSearchParams(query)}` : '');
    if (after === 'audit') await auditTownship(deps, { run: 'night', on: TODAY, township: TOWNSHIP });
    if (after === 'digest') await makeDigests(deps, { by: 'schedule', area: COUNTY });
    // A month is frozen by a job, not by anybody who asks.
    if (params.month) {
      await freezeTownship(deps, { run: 'example', month: Month.parse(params.month), township: TOWNSHIP });
    }
    const sent = body === undefined ? {} : { body: JSON.parse(replaceIds(JSON.stringify(body), real)) };
    const { status, text } = await ask(address, {
      method,
      ...(as ? { as: person(as, '5117') } : {}),
      ...sent,
    });
    expect(status, `${route} ${text}`).toBeLessThan(300);
    const answer = JSON.parse(text);
    const ids =
      path === '/households' || path === '/sites' ? [answer.id, ...(answer.made ?? [])] : answer.made;
    for (const [i, id] of makes.entries()) real.set(id, ids[i]);
    const named = replaceIds(
      stable(text),
      [...real].map(([example, its]) => [its, example] as const),
    );
    answers[route] = shorten(JSON.parse(named));
  }
  return answers;
};

test('each route has an example, once', () => {
  const routes = ROUTES.map(({ method, path }) => `${method} ${path}`).sort();
  expect(Object.keys(EXAMPLES).sort()).toEqual(routes);
  expect([...EXAMPLES_IN_ORDER].sort()).toEqual(routes);
});

test('the examples work, one after the other, and are answered as the document says', async () => {
  const answers = await playExamples(EXAMPLES_IN_ORDER);
  // After a change of what is answered: `npx vitest run test/functions/api/openapi-examples.test.ts -u`, then `npm run openapi`.
  await expect(`${JSON.stringify(answers, null, 2)}\n`).toMatchFileSnapshot(ANSWERS);
});
