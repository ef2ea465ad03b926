import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const EMPTY = 'behind an empty page';

interface Query {
  Limit?: number;
  ExclusiveStartKey?: { pk?: { S?: string } };
}

/** Makes every query of a client begin with an empty page that has a cursor, and its pages two items long. */
export const smallPages = (client: DynamoDBDocumentClient): { pages: number } => {
  const seen = { pages: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'QueryCommand') return next(args);
        const input = args.input as Query;
        seen.pages++;
        if (!input.ExclusiveStartKey) {
          const output = { $metadata: {}, Items: [], LastEvaluatedKey: { pk: { S: EMPTY } } };
          return { output, response: {} } as unknown as ReturnType<typeof next>;
        }
        const { ExclusiveStartKey, ...rest } = input;
        const begun = ExclusiveStartKey.pk?.S !== EMPTY;
        return next({
          ...args,
          input: { ...rest, ...(begun ? { ExclusiveStartKey } : {}), Limit: 2 } as never,
        });
      },
    { step: 'initialize', priority: 'low' },
  );
  return seen;
};
