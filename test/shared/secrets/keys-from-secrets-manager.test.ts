import { describe, expect, test } from 'vitest';
import { Busy } from '../../../shared/faults.ts';
import { keysFrom } from '../../../shared/secrets/keys.ts';
import { keysOfSecretsManager } from '../../../shared/secrets/keys-from-secrets-manager.ts';
import { secretForEach } from '../../secret-stand-in.ts';

const ARN = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu';
const text = JSON.stringify({ current: 'k'.repeat(64) });
const secret = await secretForEach(ARN, text);

describe('the keys of the secret in Secrets Manager', () => {
  test('are read once and kept', async () => {
    const keys = keysOfSecretsManager({ HOUFU_SECRET_ARN: ARN });
    expect(await keys()).toEqual(keysFrom(text));
    expect(await keys()).toEqual(keysFrom(text));
    expect(secret.asked).toBe(1);
  });

  test('are busy while the service fails, after two attempts, and come with the next', async () => {
    const keys = keysOfSecretsManager({ HOUFU_SECRET_ARN: ARN });
    secret.failing = true;
    await expect(keys()).rejects.toThrow(Busy);
    expect(secret.asked).toBe(2);
    secret.failing = false;
    expect(await keys()).toEqual(keysFrom(text));
  });

  test('that are none are told without a word of the secret', async () => {
    secret.text = '{"current":"open sesame"}';
    const error = await keysOfSecretsManager({ HOUFU_SECRET_ARN: ARN })().catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(/^SecretWrong/);
    expect(String(error)).not.toContain('sesame');
  });

  test('of another secret are an error that does not pass', async () => {
    const error = await keysOfSecretsManager({ HOUFU_SECRET_ARN: `${ARN}-2` })().catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('need its ARN', () => {
    expect(() => keysOfSecretsManager({})).toThrow('HOUFU_SECRET_ARN');
  });
});
