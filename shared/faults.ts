/** The record changed since it was read. */
export class VersionConflict extends Error {
  override readonly name = 'VersionConflict';
}

/** The table throttled a whole transaction, which its client does not retry. */
export class Throttled extends Error {
  override readonly name = 'Throttled';
}

/** The table did not answer in time or refused the call after the client's retries. Nothing is half-written. */
export class Busy extends Error {
  override readonly name = 'Busy';
  /** Seconds until a retry makes sense. */
  readonly retryAfter = 2;

  /** Turns a transient error into `Busy`; returns any other unchanged. */
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

/** The names and codes of throttling, timeouts, lost connections and faults of the service. */
const TRANSIENT =
  /Abort|Throttl|ProvisionedThroughput|RequestLimit|Timeout|InternalServer|ServiceUnavailable|TransactionInProgress|ECONN|ETIMEDOUT|EPIPE|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|LimitExceeded/;

interface SystemError {
  /** Set by system errors: a refused connection has no name of its own. */
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const isTransient = ({ name, code, $metadata }: Error & SystemError): boolean =>
  TRANSIENT.test(name) || TRANSIENT.test(String(code)) || ($metadata?.httpStatusCode ?? 0) >= 500;
