import type { Refused } from '../../../shared/domain/records/refusal.ts';

/** Something that is not there, or not there for whoever asks. */
export class NotFound extends Error {
  override readonly name = 'NotFound';

  /** Why, if that may be said. */
  readonly refusal: Refused | undefined;

  constructor(refusal?: Refused) {
    super('not found');
    this.refusal = refusal;
  }
}

/** No token at all. */
export class NoToken extends Error {
  override readonly name = 'NoToken';
}

export class TooLarge extends Error {
  override readonly name = 'TooLarge';
}

/** A body that is not said to be JSON. */
export class NotJson extends Error {
  override readonly name = 'NotJson';
}

/** There is such an address, but not for this method. */
export class WrongMethod extends Error {
  override readonly name = 'WrongMethod';
  readonly allowed: readonly string[];

  constructor(allowed: readonly string[]) {
    super('wrong method');
    this.allowed = allowed;
  }
}
