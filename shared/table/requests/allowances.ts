import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ALLOWANCES, type Allowance } from '../../domain/access/allowances.ts';
import { Busy } from '../../faults.ts';
import type { TableClient } from '../store/client.ts';
import { allowanceKey } from '../store/keys.ts';

/** Counts an action of a caller and returns whether it is within the limit. A retry after a lost reply counts twice. */
export async function countAllowance(
  { client, name }: TableClient,
  caller: string,
  what: Allowance,
  now: number,
): Promise<{ readonly within: boolean; readonly retryAfter: number }> {
  const { most, seconds } = ALLOWANCES[what];
  const second = Math.floor(now / 1000);
  const from = second - (second % seconds);
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: name,
        Key: allowanceKey(caller, what, from),
        UpdateExpression: 'ADD #times :one SET #expires = :expires',
        ExpressionAttributeNames: { '#times': 'times', '#expires': 'expires' },
        ExpressionAttributeValues: { ':one': 1, ':expires': from + 2 * seconds },
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return { within: Number(Attributes?.times) <= most, retryAfter: from + seconds - second };
  } catch (error) {
    throw Busy.from(error);
  }
}
