import type { TokenCode } from '../domain/access/token-codes.ts';

/**
 * 401: the token is not accepted. The error has no `cause`: the library's carries the claims, a person's name among
 * them, which would get into a log.
 */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';

  readonly code: TokenCode;

  constructor(code: TokenCode) {
    super(code);
    this.code = code;
  }
}

/** 403: the token is valid, but has no usable role or areas. */
export class NoRights extends Error {
  override readonly name = 'NoRights';
  readonly code = 'no_rights';

  constructor() {
    super('no_rights');
  }
}
