import { CreateTableCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { flagsOfAssignee } from '../../../../shared/table/flags/flag-lists.ts';
import { type OpenTable, tableClient } from '../../../../shared/table/store/client.ts';
import { createTable } from '../../../../shared/table/store/create.ts';
import { TABLE } from '../../../../shared/table/store/definition.ts';
import { person, testDeps } from '../../../deps.ts';
import { testEndpoint } from '../../../engine.ts';
import { family, familyId } from '../../../families.ts';

const table: OpenTable = tableClient(`houfu-${crypto.randomUUID()}`, await testEndpoint());
afterAll(() => table.client.destroy());

const keys = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];
const indexes = async () => {
  const { Table } = await table.client.send(new DescribeTableCommand({ TableName: table.name }));
  return (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexName, Projection }) => [
    ...[IndexName, Projection?.ProjectionType],
  ]);
};

test('a table of an earlier version is given the indexes that it has not, with what is in it already', async () => {
  const before = TABLE.indexes.filter(({ name }) => name !== 'byAssignee');
  const attributes = new Set(['pk', 'sk', ...before.flatMap((one) => [one.partitionKey, one.sortKey])]);
  await table.client.send(
    new CreateTableCommand({
      TableName: table.name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: keys('pk', 'sk'),
      AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      GlobalSecondaryIndexes: before.map(({ name, partitionKey, sortKey }) => ({
        IndexName: name,
        KeySchema: keys(partitionKey, sortKey),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
  const deps = await testDeps('2026-06-15', table);
  const lead = person('county_lead');
  await act(deps, lead, family(1));
  const input = { rule: 'R3', assignee: 'a', role: 'hr_clerk', dueOn: plainDate('2026-07-01') } as const;
  await act(deps, lead, {
    subject: { kind: 'household', id: familyId(1) },
    steps: [{ name: 'assign-flag', input }],
  });
  await expect(flagsOfAssignee(table, 'a', { limit: 5 })).rejects.toThrow();

  await createTable(table);
  expect((await indexes()).sort()).toEqual(TABLE.indexes.map(({ name }) => [name, 'ALL']).sort());
  expect((await flagsOfAssignee(table, 'a', { limit: 5 })).items).toMatchObject([{ flag: { rule: 'R3' } }]);
  await createTable(table);
  expect(await indexes()).toHaveLength(TABLE.indexes.length);
});
