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
 * The update that sets these fields of an item and removes those that are undefined, on a condition if one is given;
 * the item is created where there is none. Attributes that are not named stay: a later version may have put them there.
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
