import pMap from 'p-map';
import type { AuditMessage, AuditQueue } from './message.ts';

/** Townships that are worked on at the same time. */
const AT_ONCE = 4;

/** The queue within one process: messages are worked off at once, some at a time; a failing one stops no other. */
export const localQueue = (
  work: (message: AuditMessage) => Promise<unknown>,
  failed: (message: AuditMessage, error: unknown) => void,
): AuditQueue => ({
  async send(messages) {
    const done = async (message: AuditMessage): Promise<void> => {
      try {
        await work(message);
      } catch (error) {
        failed(message, error);
      }
    };
    await pMap(messages, done, { concurrency: AT_ONCE });
  },
});
