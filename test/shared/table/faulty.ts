import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const $metadata = {};
const message = 'injected';

/** What goes wrong with the table, each as the client tells it. */
export const FAULTS = {
  throttling: () => new ProvisionedThroughputExceededException({ message, $metadata }),
  'a timeout': () => Object.assign(new Error(message), { name: 'TimeoutError' }),
  'a lost connection': () => Object.assign(new Error(message), { code: 'ECONNRESET' }),
  'an internal error': () => new InternalServerError({ message, $metadata: { httpStatusCode: 500 } }),
} as const;

/** A transaction that is turned away as a whole for this reason. */
export const cancelledFor = (Code: string): Error =>
  new TransactionCanceledException({ message, $metadata, CancellationReasons: [{ Code }, { Code: 'None' }] });

interface Plan {
  /** The command of the client whose calls fail, such as `QueryCommand`. */
  readonly command: string;
  /** Only calls whose input says this. */
  readonly saying?: string;
  /** How many calls fail; all of them without it. */
  readonly times?: number;
  /** Whether the table did what it was asked and only the reply was lost. */
  readonly done?: boolean;
  /** The error, once everything that the fault waits for has happened. */
  readonly error: () => Error | Promise<Error>;
}

/** What a call says to the table, as it goes out. */
export const bodyOf = (request: unknown): string => {
  const { body } = request as { body?: string | Uint8Array };
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
};

/** Makes calls of a client fail where the table would, behind its own retries. */
export const failing = (
  client: DynamoDBDocumentClient,
  plan: Plan,
): { attempts: number; stop: () => void } => {
  let left = plan.times ?? Number.POSITIVE_INFINITY;
  const state = {
    /** Attempts of such calls, failed or not, with the client's own retries. */
    attempts: 0,
    stop: () => {
      left = 0;
    },
  };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const body = bodyOf(args.request);
        if (commandName !== plan.command || !body.includes(plan.saying ?? '')) return next(args);
        state.attempts++;
        if (left <= 0) return next(args);
        left--;
        if (plan.done) await next(args);
        throw await plan.error();
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return state;
};
