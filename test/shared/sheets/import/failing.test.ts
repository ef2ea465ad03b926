import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import type { Subject } from '../../../../shared/domain/records/subject.ts';
import { recordKey } from '../../../../shared/table/store/keys.ts';
import { day, emptyCounty, family, problems, statuses } from './loading.ts';

const { deps, household, load, site } = await emptyCounty();

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

/** Makes a record one that no schema reads. */
const spoil = async (subject: Subject): Promise<void> => {
  await deps.table.client.send(
    new UpdateCommand({
      TableName: deps.table.name,
      Key: recordKey(subject),
      UpdateExpression: 'SET #record.#version = :broken',
      ExpressionAttributeNames: { '#record': 'record', '#version': 'version' },
      ExpressionAttributeValues: { ':broken': 'broken' },
    }),
  );
};

/** Lets calls fail for as long as work is done: those of a command in which a text stands. */
const whileFailing = async <T>(command: string, text: string, work: () => Promise<T>): Promise<T> => {
  const { client } = deps.table;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === command && JSON.stringify(args.input).includes(text))
          throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
        return next(args);
      },
    { step: 'initialize', name: 'fail', priority: 'low' },
  );
  try {
    return await work();
  } finally {
    client.middlewareStack.remove('fail');
  }
};

test.each([true, false])(
  'records that cannot be read refuse their own rows and no others (dry run: %s)',
  async (dryRun) => {
    const [broken, slow, sound] = ['X', 'Y', 'Z'].map((one) => `${one}${dryRun}`);
    if (!broken || !slow || !sound) throw new Error('no numbers');
    const rows = [...family(broken), ...family(slow), ...family(sound)];
    await load('members', rows);
    const [spoilt, slowly] = [await household(broken), await household(slow)];
    if (!spoilt || !slowly) throw new Error('no households');
    await spoil({ kind: 'household', id: spoilt.id });
    const later = rows.map((row) => ({ ...row, phone: '13800000003' }));
    const result = await whileFailing('GetItemCommand', slowly.id, () => load('members', later, { dryRun }));
    expect(problems(result)).toEqual([
      [2, 'record_unreadable', undefined],
      [3, 'record_unreadable', undefined],
      [4, 'busy', undefined],
      [5, 'busy', undefined],
    ]);
    expect(statuses(result).slice(4)).toEqual(['changed', 'changed']);
    const phone = (await household(sound))?.members[0]?.phone;
    expect(phone).toBe(dryRun ? undefined : '13800000003');
  },
);

test('a site that cannot be read refuses the rows that name it and no others', async () => {
  const place = { county: '宣汉县', township: '南坝镇' };
  await load('sites', [
    { name: '损坏小区', ...place },
    { name: '完好小区', ...place },
  ]);
  const found = await site('损坏小区');
  if (!found) throw new Error('no site');
  await spoil({ kind: 'site', id: found.id });
  const result = await load('members', [
    ...family('S1', { siteName: '损坏小区' }),
    ...family('S2', { siteName: '完好小区' }),
  ]);
  expect(problems(result)).toEqual([
    [2, 'record_unreadable', undefined],
    [3, 'record_unreadable', undefined],
  ]);
  expect((await household('S2'))?.members).toHaveLength(2);
});

test('where a site cannot be looked at again the rows stand, and it is logged', async () => {
  await load('sites', [
    { name: '再评小区', county: '宣汉县', township: '南坝镇', occupied: day('2019-10-01') },
  ]);
  const found = await site('再评小区');
  if (!found) throw new Error('no site');
  const rows = family('T1', { siteName: '再评小区' });
  const result = await whileFailing('QueryCommand', found.id, () => load('members', rows));
  expect(statuses(result)).toEqual(['created', 'created']);
  expect(deps.logged).toContainEqual({
    event: 'site_re_evaluation_failed',
    fields: { sites: [found.id], error: expect.stringContaining('Busy') },
  });
});
