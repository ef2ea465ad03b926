import { NotSent } from '../sent.ts';

/** Keys and tokens of robots are letters, digits, hyphens and underscores. */
const KEY = /^[\w-]{8,200}$/;

const urlIn = (secret: string): URL | undefined =>
  /^https:/.test(secret) && URL.canParse(secret) ? new URL(secret) : undefined;

/**
 * The key in a robot's secret: the key alone, or the whole address as the robot's settings let people copy it, which
 * has to be of the channel's own host. Throws `NotSent`.
 */
export function robotKey(
  secret: string,
  channelUrl: string,
  keyIn: (address: URL) => string | null | undefined,
): string {
  const text = secret.trim();
  const address = urlIn(text);
  if (address && address.host !== new URL(channelUrl).host) throw new NotSent('secret_malformed');
  const key = address ? (keyIn(address) ?? '') : text;
  if (!KEY.test(key)) throw new NotSent('secret_malformed');
  return key;
}
