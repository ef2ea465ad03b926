import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.ts';
import { VERSIONED } from './schema-version.ts';

interface Condition {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
}

type FieldsWrite = UpdateCommandInput & { readonly UpdateExpression: string };

/**
 * Builds the update that sets fields of an item and removes those that are undefined; it creates the item if there is none.
 * Other attributes stay, since a later version may have written them.
 */
export function fieldsWrite(
  TableName: string,
  { pk, sk }: Key,
  fields: Readonly<Record<string, unknown>>,
  condition: Condition = {},
): FieldsWrite {
  const all = Object.entries({ ...fields, ...VERSIONED });
  const set = all.filter(([, value]) => value !== undefined);
  const removed = all.filter(([, value]) => value === undefined).map(([name]) => `#set_${name}`);
  return {
    TableName,
    Key: { pk, sk },
    UpdateExpression: [
      `SET ${set.map(([name]) => `#set_${name} = :set_${name}`).join(', ')}`,
      ...(removed.length > 0 ? [`REMOVE ${removed.join(', ')}`] : []),
    ].join(' '),
    ...condition,
    ExpressionAttributeNames: {
      ...Object.fromEntries(all.map(([name]) => [`#set_${name}`, name])),
      ...condition.ExpressionAttributeNames,
    },
    ExpressionAttributeValues: {
      ...Object.fromEntries(set.map(([name, value]) => [`:set_${name}`, value])),
      ...condition.ExpressionAttributeValues,
    },
  };
}
