import { expect, test } from 'vitest';
import { emptyCounty, family, problems } from './loading.ts';

const { deps, load } = await emptyCounty();

test('a record that the table does not take is refused as busy; the others are imported, and loading again completes it', async () => {
  const rows = [...family('F1'), ...family('F2')];
  let failures = 0;
  const { client } = deps.table;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const fails =
          commandName === 'TransactWriteItemsCommand' && JSON.stringify(args.input).includes('"F1"');
        if (fails && failures++ < 1)
          throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
        return next(args);
      },
    { step: 'initialize', name: 'throttle', priority: 'low' },
  );
  const first = await load('members', rows);
  client.middlewareStack.remove('throttle');
  expect(problems(first)).toEqual([
    [2, 'busy', undefined],
    [3, 'busy', undefined],
  ]);
  expect(first.counts.created).toBe(2);
  expect((await load('members', rows)).counts).toEqual({ created: 2, changed: 0, unchanged: 2, refused: 0 });
});
