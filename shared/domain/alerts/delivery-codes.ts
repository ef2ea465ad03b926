/** Outcomes of an attempt: delivered, worth another attempt, or refused until somebody intervenes. */
export const OUTCOMES = ['delivered', 'retry', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Every result code of an attempt, with its outcome. A fault on this side that can be mended (a missing secret, a
 * wrong clock) is retried.
 */
export const CODE_OUTCOMES = {
  ok: 'delivered',
  some_recipients_refused: 'delivered',

  rate_limited: 'retry',
  server_error: 'retry',
  provider_busy: 'retry',
  provider_error: 'retry',
  answer_too_large: 'retry',
  answer_unreadable: 'retry',
  timeout: 'retry',
  host_unknown: 'retry',
  host_unreachable: 'retry',
  connection_refused: 'retry',
  connection_lost: 'retry',
  tls_failed: 'retry',
  clock_wrong: 'retry',
  mail_deferred: 'retry',
  secret_missing: 'retry',
  secrets_unavailable: 'retry',
  secrets_malformed: 'retry',
  secrets_open: 'retry',
  /** The process ended between sending and recording: the message may have arrived. */
  interrupted: 'retry',
  internal: 'retry',

  channel_off: 'refused',
  host_forbidden: 'refused',
  address_forbidden: 'refused',
  redirected: 'refused',
  key_invalid: 'refused',
  sign_invalid: 'refused',
  keyword_missing: 'refused',
  ip_not_allowed: 'refused',
  robot_off: 'refused',
  content_refused: 'refused',
  http_forbidden: 'refused',
  http_not_found: 'refused',
  http_refused: 'refused',
  secret_malformed: 'refused',
  mail_login_refused: 'refused',
  mail_refused: 'refused',
  topic_unknown: 'refused',
  topic_forbidden: 'refused',
} as const satisfies Readonly<Record<string, Outcome>>;

/** Safe to store and to show: reveals no secret, address or content. */
export type Code = keyof typeof CODE_OUTCOMES;
export const CODES = Object.keys(CODE_OUTCOMES) as [Code, ...Code[]];

/** `refused`: another attempt would not help. `given_up`: the attempts or the time ran out. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'refused', 'given_up'] as const;
