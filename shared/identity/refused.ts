/** Why a token is not believed. */
export const TOKEN_CODES = [
  'token_malformed',
  'token_expired',
  'token_not_yet_valid',
  'token_issuer',
  'token_audience',
  'token_algorithm',
  'token_signature',
  'token_key_unknown',
  'token_claims',
] as const;
export type TokenCode = (typeof TOKEN_CODES)[number];

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
