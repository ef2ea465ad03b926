/** The record is no longer what it was when it was read. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** The table did not answer in time or turned the call away, after the client's own retries. Nothing half-written. */
export class Busy extends Error {
  override readonly name = 'Busy';
  /** Seconds after which to try again. */
  readonly retryAfter = 2;

  /** What may pass by itself becomes `Busy`; anything else stays the error that it is. */
  static from(error: unknown): unknown {
    return error instanceof Error && PASSING.test(error.name)
      ? new Busy(error.name, { cause: error })
      : error;
  }
}

/** The names under which throttling, timeouts and faults of the service come. */
const PASSING =
  /Throttl|ProvisionedThroughput|RequestLimit|Timeout|InternalServer|ServiceUnavailable|TransactionInProgress|ECONN|EPIPE|LimitExceeded/;
