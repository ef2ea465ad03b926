import pMap from 'p-map';
import type { AuditMessage, AuditQueue } from './message.ts';

/** The number of townships worked on concurrently. */
const AT_ONCE = 4;

/** Attempts before a message is given up: as many as the queue on AWS makes. */
const MOST_TRIES = 5;
const LONGEST_PAUSE_MS = 10_000;

interface Work {
  /** Returns the ids of failed records; throws if the township as a whole failed. */
  readonly work: (message: AuditMessage) => Promise<{ readonly failed: readonly string[] }>;
  /** Called for a message that is given up, which then remains only in the log and in the record of the run. */
  readonly dead: (message: AuditMessage, error: unknown) => void;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * A queue within one process: works on messages immediately, a few at a time. Retries a message that fails or has
 * failed records, and gives it up in the end without stopping the others.
 */
export const localQueue = ({ work, dead, pause }: Work): AuditQueue => ({
  async send(messages) {
    const done = async (message: AuditMessage): Promise<void> => {
      for (let tries = 1; ; tries++) {
        const error = await work(message).then(
          ({ failed }) => (failed.length > 0 ? new Error(`${failed.length} records failed`) : undefined),
          (thrown: unknown) => thrown,
        );
        if (error === undefined) return;
        if (tries === MOST_TRIES) return dead(message, error);
        await pause(Math.min(LONGEST_PAUSE_MS, 250 * 2 ** tries));
      }
    };
    await pMap(messages, done, { concurrency: AT_ONCE });
  },
});
