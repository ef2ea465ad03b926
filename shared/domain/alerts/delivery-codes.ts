/** What came of an attempt: it arrived, it may by another, or none would help until somebody does something. */
export const OUTCOMES = ['delivered', 'retry', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * Every way in which an attempt can end, with what follows from it. Whatever somebody here can put right without
 * anything going out (a secret not yet there, a clock) may pass, and is tried again.
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
  /** The process ended between sending and recording: whether it arrived, nobody knows. */
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

/** Short, and safe to store and to show: it says nothing of a secret, an address or what was sent. */
export type Code = keyof typeof CODE_OUTCOMES;
export const CODES = Object.keys(CODE_OUTCOMES) as [Code, ...Code[]];

/** `refused`: no attempt would help. `given_up`: too many or too long, and none did. */
export const DELIVERY_STATES = ['waiting', 'delivered', 'refused', 'given_up'] as const;
