import pMap from 'p-map';
import type { AuditMessage, AuditQueue } from './message.ts';

/** Townships that are worked on at the same time. */
const AT_ONCE = 4;

/** As often as the queue on AWS delivers a message before it is put aside. */
const MOST_TRIES = 5;
const LONGEST_PAUSE_MS = 10_000;

interface Work {
  /** Throws where the township as a whole failed; says which of its records did. */
  readonly work: (message: AuditMessage) => Promise<{ readonly failed: readonly string[] }>;
  /** Of a message that is put aside: what stands of it in the log and in the record of the run is all there is. */
  readonly dead: (message: AuditMessage, error: unknown) => void;
  readonly pause: (ms: number) => Promise<void>;
}

/**
 * The queue within one process: messages are worked off at once, some at a time. One that fails, or some of whose
 * records do, is tried again and put aside in the end; it stops no other.
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
