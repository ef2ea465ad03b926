/** A job that cannot go on, with a sentence for whoever gave it. */
export class JobError extends Error {
  override readonly name = 'JobFailed';
}
