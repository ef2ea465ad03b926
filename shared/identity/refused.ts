import type { TokenCode } from '../domain/access/token-codes.ts';

/**
 * A token that is not believed: the API answers 401. Has no cause: that of the library carries the token's claims,
 * a person's name among them, and would take them into a log.
 */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';

  readonly code: TokenCode;

  constructor(code: TokenCode) {
    super(code);
    this.code = code;
  }
}

/** A sound token of somebody who has no usable role or areas: the API answers 403. */
export class NoRights extends Error {
  override readonly name = 'NoRights';
  readonly code = 'no_rights';

  constructor() {
    super('no_rights');
  }
}
