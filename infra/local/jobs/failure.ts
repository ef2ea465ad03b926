/** A job cannot continue; the message is a sentence for the user. */
export class JobError extends Error {
  override readonly name = 'JobError';
}
