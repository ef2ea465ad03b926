import type { Refused } from '../../../shared/domain/records/refusal.ts';

/** 404: no such record or address, or none that the caller may see. */
export class NotFound extends Error {
  override readonly name = 'NotFound';

  /** The reason, if the caller may know it. */
  readonly refusal: Refused | undefined;

  constructor(refusal?: Refused) {
    super('not found');
    this.refusal = refusal;
  }
}

/** 401: the request has no token. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

/** 413: the body is too large. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** 415: the body is not declared as JSON. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** 405: the address exists, but not for this method. */
export class WrongMethod extends Error {
  override readonly name = 'WrongMethod';
  readonly allowed: readonly string[];

  constructor(allowed: readonly string[]) {
    super('wrong method');
    this.allowed = allowed;
  }
}
