import { SQSClient } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Md5, Sha256 } from '../../../infra/aws/checksum.ts';

/** The SDK's own, as a client outside the bundles has them. */
const { config } = new SQSClient({ region: 'cn-northwest-1' });
const OF_THE_SDK = { sha256: config.sha256, md5: config.md5 } as unknown as Record<
  'sha256' | 'md5',
  typeof Sha256
>;

const data = fc.oneof(fc.string(), fc.uint8Array({ maxLength: 200 }));
const secrets = fc.option(
  data.filter(({ length }) => length > 0),
  { nil: undefined },
);

test.each([
  ['sha256', Sha256, secrets],
  ['md5', Md5, fc.constant(undefined)],
] as const)(
  '%s of the bundles says what the SDK’s own says, of texts and of bytes',
  async (name, Ours, keys) => {
    expect(OF_THE_SDK[name]).not.toBe(Ours);
    await fc.assert(
      fc.asyncProperty(keys, fc.array(data, { maxLength: 4 }), async (secret, parts) => {
        const both = [new Ours(secret), new OF_THE_SDK[name](secret)];
        const digests = async () => Promise.all(both.map((one) => one.digest()));
        for (const one of both) for (const part of parts) one.update(part);
        const [ours, theirs] = await digests();
        expect(ours).toEqual(theirs);
        expect(ours?.length).toBe(new Ours().digestLength);
        for (const one of both) one.reset();
        for (const one of both) one.update('again');
        const [again, theirsAgain] = await digests();
        expect(again).toEqual(theirsAgain);
      }),
    );
  },
);

test('a part of a buffer is that part, and a buffer whole', async () => {
  const { buffer } = new TextEncoder().encode('xabcx');
  const part = new Sha256();
  part.update(new Uint8Array(buffer, 1, 3));
  // FIPS 180-2, B.1
  const hex = (digest: Uint8Array) => Buffer.from(digest).toString('hex');
  expect(hex(await part.digest())).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  const [whole, text] = [new Sha256(), new Sha256()];
  whole.update(buffer);
  text.update('xabcx');
  expect(hex(await whole.digest())).toBe(hex(await text.digest()));
});
