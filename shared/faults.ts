/** The record is no longer what it was when it was read. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** The table turned a transaction away as a whole for having too much to do, which its client does not try again. */
export class Throttled extends Error {
  override readonly name = 'Throttled';
}

/** The table did not answer in time or turned the call away, after the client's own retries. Nothing half-written. */
export class Busy extends Error {
  override readonly name = 'Busy';
  /** Seconds after which to try again. */
  readonly retryAfter = 2;

  /** What may pass by itself becomes `Busy`; anything else stays the error that it is. */
  static from(error: unknown): unknown {
    return error instanceof Error && isTransient(error) ? new Busy(error.name, { cause: error }) : error;
  }
}

/** The actor did something too often. */
export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';
  /** Seconds after which to try again. */
  readonly retryAfter: number;

  constructor(retryAfter: number) {
    super('too many requests');
    this.retryAfter = retryAfter;
  }
}

/** The names and codes under which throttling, timeouts, lost connections and faults of the service come. */
const TRANSIENT =
  /Abort|Throttl|ProvisionedThroughput|RequestLimit|Timeout|InternalServer|ServiceUnavailable|TransactionInProgress|ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|LimitExceeded/;

interface SystemError {
  /** Of an error of the system: a refused connection has no name of its own. */
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const isTransient = ({ name, code, $metadata }: Error & SystemError): boolean =>
  TRANSIENT.test(name) || TRANSIENT.test(String(code)) || ($metadata?.httpStatusCode ?? 0) >= 500;
