import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { dingtalkSign, feishuSign, webhookSignature } from '../../../shared/channels/signing.ts';

test('DingTalk: base 64 of HMAC-SHA256, as it stands in a query', () => {
  expect(dingtalkSign(1_700_000_000_000, 'SECtest')).toBe('aZLLrriXgn05YbwaGR7knYsLeJADjr9NwLaNNKpxh4g%3D');
});

test('Feishu: the timestamp and the secret are the key, the text is empty', () => {
  expect(feishuSign(1_700_000_000, 'test')).toBe('eSJQnOl8XqPTMPHWz9e5IzeHS/tqoc68g2967ekIPmg=');
});

test('a webhook: over the timestamp and the body as it was sent', () => {
  const body = '{"title":"后扶"}';
  const expected = createHmac('sha256', 'a secret of receivers').update(`1700000000.${body}`).digest('hex');
  expect(webhookSignature(1_700_000_000, body, 'a secret of receivers')).toBe(`t=1700000000,v1=${expected}`);
});
