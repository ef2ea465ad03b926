import { createServer, type RequestListener } from 'node:http';
import { JOB_TEXT } from '../../shared/text/jobs.ts';
import { LANGUAGES, sentence } from '../../shared/text/render.ts';
import type { ServerEnvironment } from './environment.ts';
import { JobError } from './jobs/failure.ts';

export interface Listening {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/**
 * Serves the listener that `listenerAt` makes for the URL. Throws `JobError` if the port is in use. Cuts off requests
 * that arrive slowly or incompletely.
 */
export async function listen(
  listenerAt: (url: string) => Promise<RequestListener>,
  { HOUFU_HOST, PORT }: Pick<ServerEnvironment, 'HOUFU_HOST' | 'PORT'>,
): Promise<Listening> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const values = { port: PORT, other: PORT + 1 };
      reject(
        error.code === 'EADDRINUSE'
          ? new JobError(LANGUAGES.map((one) => sentence(JOB_TEXT.port_in_use, one, values)).join('\n'))
          : error,
      );
    });
    server.listen(PORT, HOUFU_HOST, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : PORT;
  const url = `http://${HOUFU_HOST.includes(':') ? `[${HOUFU_HOST}]` : HOUFU_HOST}:${port}`;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  try {
    server.on('request', await listenerAt(url));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
