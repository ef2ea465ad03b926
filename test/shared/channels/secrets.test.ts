import { describe, expect, test } from 'vitest';
import { secretsIn } from '../../../shared/channels/secrets/secret-of.ts';
import { channelSecretsOfSecretsManager } from '../../../shared/channels/secrets/secrets-manager.ts';
import { secretForEach } from '../../secret-stand-in.ts';

const ARN = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu-channels';
const text = JSON.stringify({ 'county-wecom': 'open sesame', other: 'x' });
const secret = await secretForEach(ARN, text);

describe('the channels’ secrets in Secrets Manager', () => {
  test('are read once and kept', async () => {
    const secretOf = channelSecretsOfSecretsManager({ HOUFU_CHANNEL_SECRETS_ARN: ARN });
    expect([await secretOf('county-wecom'), await secretOf('other')]).toEqual(['open sesame', 'x']);
    expect(secret.asked).toBe(1);
    await expect(secretOf('third')).rejects.toMatchObject({
      name: 'SecretUnavailable',
      code: 'secret_missing',
    });
  });

  test('are busy while the service fails, and come with the next', async () => {
    const secretOf = channelSecretsOfSecretsManager({ HOUFU_CHANNEL_SECRETS_ARN: ARN });
    secret.failing = true;
    await expect(secretOf('other')).rejects.toMatchObject({ name: 'Busy' });
    secret.failing = false;
    expect(await secretOf('other')).toBe('x');
  });

  test('need their ARN', () => {
    expect(() => channelSecretsOfSecretsManager({})).toThrow('HOUFU_CHANNEL_SECRETS_ARN');
  });
});

test.each([
  '',
  'open sesame',
  '"open sesame"',
  '["open sesame"]',
  '{"a":{"b":"open sesame"}}',
  '{"a":7,"b":"open sesame"}',
  '{"a":""}',
])('what is no list of secrets is told without a word of it: %s', (wrong) => {
  expect(() => secretsIn(wrong)).toThrow(
    expect.objectContaining({ code: 'secrets_malformed', message: expect.not.stringContaining('sesame') }),
  );
});

test('a secret is found by its own name alone', () => {
  expect(secretsIn('{"a":"x"}').get('toString')).toBeUndefined();
  expect(secretsIn('{"__proto__":"x","a":"y"}').get('a')).toBe('y');
});
