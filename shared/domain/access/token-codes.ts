/** The reasons for which a token is refused. */
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
