import { SendFailure } from '../send-result.ts';

/** Keys and tokens of robots are letters, digits, hyphens and underscores. */
const KEY = /^[\w-]{8,200}$/;

const urlIn = (secret: string): URL | undefined =>
  /^https:/.test(secret) && URL.canParse(secret) ? new URL(secret) : undefined;

/**
 * Reads the key from a robot's secret: the key alone, or the whole URL as the provider shows it, which must have the
 * channel's host. Throws `SendFailure`.
 */
export function robotKey(
  secret: string,
  channelUrl: string,
  keyIn: (address: URL) => string | null | undefined,
): string {
  const text = secret.trim();
  const address = urlIn(text);
  if (address && address.host !== new URL(channelUrl).host) throw new SendFailure('secret_malformed');
  const key = address ? (keyIn(address) ?? '') : text;
  if (!KEY.test(key)) throw new SendFailure('secret_malformed');
  return key;
}
