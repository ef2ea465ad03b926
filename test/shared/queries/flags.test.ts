import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import { countyApi } from '../../functions/api/county.ts';

/** Writes down the limit of every query of an index of flags. */
const watchLimits = (client: DynamoDBDocumentClient): unknown[] => {
  const limits: unknown[] = [];
  client.middlewareStack.add(
    (next) => async (args) => {
      const { IndexName, Limit } = args.input as { IndexName?: string; Limit?: number };
      if (IndexName === 'openFlags') limits.push(Limit);
      return next(args);
    },
    { step: 'initialize', priority: 'high' },
  );
  return limits;
};

let api: Awaited<ReturnType<typeof countyApi>>;
let limits: unknown[];
beforeAll(async () => {
  api = await countyApi();
  limits = watchLimits(api.deps.table.client);
});

const limitsOf = async (path: string) => {
  limits.length = 0;
  const { status, text } = await api.ask(path);
  expect(status, text).toBe(200);
  return limits[0];
};

test.each(['/flags?area=511722&limit=2', '/flags?area=511722&limit=2&state=closed'])(
  '%s reads no more flags than it lists',
  async (path) => {
    expect(await limitsOf(path)).toBe(2);
  },
);

test.each([
  '/flags?area=511722107&limit=2',
  '/flags?area=511722&limit=2&rule=R3',
  '/flags?area=511722&limit=2&state=open',
])('%s reads more, to find those that match', async (path) => {
  expect(await limitsOf(path)).toBe(200);
});

test('the page after is read by its limit too', async () => {
  const { body } = await api.ask('/flags?area=511722&limit=2');
  expect(await limitsOf(`/flags?area=511722&limit=2&cursor=${body.next}`)).toBe(2);
});

test('a rule that there is not has no flags, and none can be opened or worked on', async () => {
  const { body } = await api.ask('/flags?area=511722&limit=1');
  const [{ id }] = body.items as [{ id: string }];
  const unknown = id.replace(/-R\d.*/, '-R55');
  const input = { assignee: 'a', role: 'township_clerk', dueOn: '2026-07-10' };
  const opened = { id: unknown, source: 'petition', text: '核查', dueOn: '2026-07-10' };
  const path = `/flags/${unknown}`;
  const bulk = await api.ask('/flags/bulk', {
    method: 'POST',
    body: { ids: [unknown], step: 'assign', input },
  });
  const answers = [
    await api.ask(path),
    await api.ask('/flags', { method: 'POST', body: opened }),
    await api.ask(`${path}/assign`, { method: 'POST', body: input }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([404, 422, 404]);
  expect(bulk.body.items).toMatchObject([{ id: unknown, done: false, code: 'flag_unknown' }]);
});
