import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** A call that a client made: the command, by which index, whether it read consistently, and what it consumed. */
export interface Call {
  readonly command: string;
  readonly index?: string | undefined;
  readonly consistent: boolean;
  readonly units: number;
}

interface Consumed {
  readonly ConsumedCapacity?: { CapacityUnits?: number } | { CapacityUnits?: number }[];
}

const unitsOf = ({ ConsumedCapacity }: Consumed): number =>
  [ConsumedCapacity ?? []].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);

/** Writes down every call of a client from now on, with the capacity that the table says it took. */
export const recordCalls = (client: DynamoDBDocumentClient): Call[] => {
  const calls: Call[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
        const result = await next(args);
        const { IndexName, ConsistentRead } = args.input as { IndexName?: string; ConsistentRead?: boolean };
        calls.push({
          command: String(commandName),
          index: IndexName,
          consistent: ConsistentRead === true,
          units: unitsOf(result.output as Consumed),
        });
        return result;
      },
    { step: 'initialize', priority: 'low' },
  );
  return calls;
};

export const isWrite = ({ command }: Call): boolean =>
  /^(Transact|Put|Update|Delete|BatchWrite)/.test(command);
