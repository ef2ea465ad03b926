/** A job that cannot go on, with a sentence for whoever gave it. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}
