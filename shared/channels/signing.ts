import { createHmac } from 'node:crypto';

const hmac = (key: string, text: string) => createHmac('sha256', key).update(text);

/** DingTalk (加签): HMAC of `timestamp\nsecret` under the secret, base 64, encoded for the query. Milliseconds. */
export const dingtalkSign = (timestamp: number, secret: string): string =>
  encodeURIComponent(hmac(secret, `${timestamp}\n${secret}`).digest('base64'));

/** Feishu (签名校验): HMAC of the empty text under `timestamp\nsecret`, base 64. Seconds. */
export const feishuSign = (timestamp: number, secret: string): string =>
  hmac(`${timestamp}\n${secret}`, '').digest('base64');

/**
 * The header `x-houfu-signature` of a webhook: `t=1700000000,v1=<hex>`, v1 being HMAC-SHA256 of `timestamp.body`
 * under the secret. Seconds. docs/operations/alert-channels.md says how a receiver verifies it.
 */
export const webhookSignature = (timestamp: number, body: string, secret: string): string =>
  `t=${timestamp},v1=${hmac(secret, `${timestamp}.${body}`).digest('hex')}`;
