import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Which call of a client goes wrong, in the order in which it makes them, and how. */
export interface Injected {
  /** 0 is the first; undefined lets all through. */
  readonly call: number | undefined;
  /** How many attempts of it; all of them without it. */
  readonly times?: number;
  /** Whether the table did what it was told and only the reply was lost. */
  readonly done?: boolean;
  readonly error: () => Error;
}

/** Makes one call of a client go wrong where the table would, behind the client's own retries. */
export const injecting = (client: DynamoDBDocumentClient) => {
  const state = { calls: [] as string[], attempts: 0 };
  let plan: Injected | undefined;
  const numbers = new WeakMap<object, number>();
  client.middlewareStack.add(
    (next, context) => (args) => {
      numbers.set(context, state.calls.push(String(context.commandName)) - 1);
      return next(args);
    },
    { step: 'initialize', priority: 'low' },
  );
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (!plan || numbers.get(context) !== plan.call) return next(args);
      state.attempts++;
      if (state.attempts > (plan.times ?? Number.POSITIVE_INFINITY)) return next(args);
      if (plan.done) await next(args);
      throw plan.error();
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return {
    state,
    /** From now on this goes wrong, calls being counted anew. */
    inject: (injected: Injected | undefined) => {
      plan = injected;
      state.calls.length = 0;
      state.attempts = 0;
    },
  };
};
