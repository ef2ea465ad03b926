import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import type { Hono } from 'hono';
import { JOB_TEXT } from '../../shared/text/jobs.ts';
import { LANGUAGES, sentence } from '../../shared/text/render.ts';
import type { ServerEnvironment } from './environment.ts';
import { JobFailed } from './jobs/failure.ts';

export interface Listening {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** Serves the app on the loopback address; a port in use is a sentence with the remedy. */
export const listen = async (
  app: Hono,
  { HOUFU_HOST, PORT }: Pick<ServerEnvironment, 'HOUFU_HOST' | 'PORT'>,
): Promise<Listening> => {
  const server = await new Promise<Server>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: HOUFU_HOST, port: PORT }, () =>
      resolve(starting as Server),
    );
    starting.once('error', (error: NodeJS.ErrnoException) => {
      const values = { port: PORT, other: PORT + 1 };
      reject(
        error.code === 'EADDRINUSE'
          ? new JobFailed(LANGUAGES.map((one) => sentence(JOB_TEXT.port_in_use, one, values)).join('\n'))
          : error,
      );
    });
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : PORT;
  return {
    url: `http://${HOUFU_HOST === '::1' ? '[::1]' : HOUFU_HOST}:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
