import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Household } from '../../domain/records/household.ts';
import type { TableClient } from '../store/client.ts';
import { recordKey } from '../store/keys.ts';
import type { Claim } from './claims.ts';
import { MOST_WRITES, toDomainError } from './commit.ts';
import { claimWrite, type Write } from './writes.ts';

/**
 * Writes missing claims of a household, on condition that its record is unchanged since the read; does not write the record.
 * Uses several transactions for many claims.
 * Throws `VersionConflict`, `Refused`, `Throttled` and `Busy` as `commit` does.
 */
export async function restoreClaims(
  { client, name }: TableClient,
  household: Household,
  claims: readonly Claim[],
): Promise<void> {
  const unchanged: Write = {
    item: {
      ConditionCheck: {
        TableName: name,
        Key: recordKey({ kind: 'household', id: household.id }),
        ConditionExpression: '#record.#version = :version',
        ExpressionAttributeNames: { '#record': 'record', '#version': 'version' },
        ExpressionAttributeValues: { ':version': household.version },
      },
    },
  };
  for (let i = 0; i < claims.length; i += MOST_WRITES - 1) {
    const portion = claims.slice(i, i + MOST_WRITES - 1);
    const writes = [unchanged, ...portion.map((claim) => claimWrite(name, household.id, claim))];
    try {
      await client.send(new TransactWriteCommand({ TransactItems: writes.map(({ item }) => item) }));
    } catch (error) {
      throw toDomainError(error, writes, household);
    }
  }
}
