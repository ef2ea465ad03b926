import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { secretsIn } from '../../../shared/channels/secrets/secret-of.ts';
import { channelSecretsOfSecretsManager } from '../../../shared/channels/secrets/secrets-manager.ts';
import { secretStandIn } from '../../secret-stand-in.ts';

const ARN = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu-channels';
const text = JSON.stringify({ 'county-wecom': 'open sesame', other: 'x' });
const manager = await secretStandIn(ARN, text);

beforeEach(() => {
  Object.assign(manager.secret, { text, asked: 0, failing: false });
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', manager.endpoint);
  vi.stubEnv('AWS_REGION', 'cn-northwest-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
});
afterEach(() => vi.unstubAllEnvs());

describe('the channels’ secrets in Secrets Manager', () => {
  test('are read once and kept', async () => {
    const secretOf = channelSecretsOfSecretsManager({ HOUFU_CHANNEL_SECRETS_ARN: ARN });
    expect([await secretOf('county-wecom'), await secretOf('other')]).toEqual(['open sesame', 'x']);
    expect(manager.secret.asked).toBe(1);
    await expect(secretOf('third')).rejects.toMatchObject({ name: 'SecretNotHad', code: 'secret_missing' });
  });

  test('are busy while the service fails, and come with the next', async () => {
    const secretOf = channelSecretsOfSecretsManager({ HOUFU_CHANNEL_SECRETS_ARN: ARN });
    manager.secret.failing = true;
    await expect(secretOf('other')).rejects.toMatchObject({ name: 'Busy' });
    manager.secret.failing = false;
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
