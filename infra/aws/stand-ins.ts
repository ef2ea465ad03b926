const file = (name: string): string => new URL(name, import.meta.url).pathname;

/** Parts of the SDK that a function does not need, and what stands in for each in its bundle. */
export const STAND_INS: Readonly<Record<string, string>> = {
  '@aws-sdk/credential-provider-node': file('lambda-credentials.ts'),
  '@smithy/core/checksum': file('checksum.ts'),
  '@smithy/core/event-streams': file('no-event-streams.ts'),
  'mnemonist/lru-cache': file('lru-cache.ts'),
  'node:process': file('process.ts'),
  zod: file('unbuilt-schemas.ts'),
};
