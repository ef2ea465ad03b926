import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { webhookSignature } from '../../../shared/channels/signing.ts';

const DOCUMENT = new URL('../../../docs/operations/alert-channels.md', import.meta.url);
const code = /```js\n([\s\S]*?)```/.exec(readFileSync(DOCUMENT, 'utf8'))?.[1] ?? '';

type IsFromHoufu = (header: string, body: Buffer, secret: string, now?: number) => boolean;
const { isFromHoufu } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
  isFromHoufu: IsFromHoufu;
};

describe('the receiver of the documentation', () => {
  const secret = 'h00ksecret0f32charactersinal1234';
  const body = '{"title":"后扶"}';
  const header = webhookSignature(1_700_000_000, body, secret);
  const now = 1_700_000_000_000;

  test('takes what we signed', () => {
    expect(isFromHoufu(header, Buffer.from(body), secret, now)).toBe(true);
    expect(isFromHoufu(header, Buffer.from(body), secret, now + 299_000)).toBe(true);
  });

  test.each([
    ['another body', header, `${body} `, secret, now],
    ['another secret', header, body, `${secret}!`, now],
    ['another time', header.replace('1700000000', '1700000001'), body, secret, now],
    ['a late repeat', header, body, secret, now + 301_000],
    ['no signature', 't=1700000000', body, secret, now],
    ['nothing', '', body, secret, now],
  ])('does not take %s', (_, its, text, key, at) => {
    expect(isFromHoufu(its, Buffer.from(text), key, at)).toBe(false);
  });
});
