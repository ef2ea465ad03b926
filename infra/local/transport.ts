import { UndiciHttpHandler } from '@smithy/undici-http-handler';
import { PATIENCE, type Transport } from '../../shared/table/store/client.ts';

interface Body {
  readonly bytes: () => Promise<Uint8Array>;
}

/** As many as the SDK opens with Node's own HTTP. */
const CONNECTIONS = 50;

/** What ends an answer that has begun; the handler names what keeps one from beginning, so that the SDK asks again. */
const BROKEN_OFF: ReadonlySet<unknown> = new Set(['UND_ERR_SOCKET', 'UND_ERR_BODY_TIMEOUT']);

const collected = async (body: Body): Promise<Uint8Array> => {
  try {
    return await body.bytes();
  } catch (error) {
    if (error instanceof Error && 'code' in error && BROKEN_OFF.has(error.code))
      error.name = 'RequestTimeout';
    throw error;
  }
};

/**
 * Requests made by undici, which costs a process that serves many at once less than Node's own HTTP. Not in a bundle,
 * where it would weigh more than all of ours.
 */
export const byUndici = (): Transport => ({
  requestHandler: new UndiciHttpHandler({
    dispatcher: {
      connections: CONNECTIONS,
      connect: { timeout: PATIENCE.connecting },
      headersTimeout: PATIENCE.answering,
      bodyTimeout: PATIENCE.answering,
    },
  }),
  streamCollector: collected,
});
