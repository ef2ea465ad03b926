import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

type Data = string | ArrayBuffer | ArrayBufferView;

const bytesOf = (data: Data): string | Uint8Array => {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

/**
 * Stands in the bundles for a checksum of the SDK, which carries each a second time, in JavaScript, for where there is
 * no `node:crypto`. Keyed where there is a secret.
 */
const checksum = (algorithm: 'md5' | 'sha256', bytes: number) =>
  class {
    readonly digestLength = bytes;
    readonly #secret: Data | undefined;
    #hash: Hash | Hmac;

    constructor(secret?: Data) {
      this.#secret = secret;
      this.#hash = this.#begun();
    }

    #begun(): Hash | Hmac {
      const secret = this.#secret;
      return secret === undefined ? createHash(algorithm) : createHmac(algorithm, bytesOf(secret));
    }

    update(data: Data): void {
      this.#hash.update(bytesOf(data));
    }

    async digest(): Promise<Uint8Array> {
      return new Uint8Array(this.#hash.digest());
    }

    reset(): void {
      this.#hash = this.#begun();
    }
  };

/** What requests are signed with. */
export const Sha256 = checksum('sha256', 32);

/** What a queue says of the messages that it was given. */
export const Md5 = checksum('md5', 16);
