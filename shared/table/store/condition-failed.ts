import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

/** Returns whether a transaction was refused because one of its conditions did not hold. */
export function isConditionFailed(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  return (error.CancellationReasons ?? []).some(({ Code }) => Code === 'ConditionalCheckFailed');
}
