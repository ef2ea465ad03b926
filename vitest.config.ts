import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Collects what the run logs, and searches it for personal data in the end.
    globalSetup: ['test/log-search.ts'],
    // The AWS SDK warns on Node 20, which one machine may run; its documented switch keeps the output readable.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // The engine is a process of its own and waits for the disk more than it computes: a worker for each core.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
