import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Bundles the command line; collects what the run logs, and searches it for personal data in the end.
    globalSetup: ['test/build-cli.ts', 'test/log-search.ts'],
    // The AWS SDK warns on Node 20, which one machine may run; its documented switch keeps the output readable.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    // The engine is a process of its own and waits for the disk more than it computes: a worker for each core.
    maxWorkers: '100%',
    // Far above what any test needs, so that none fails because the machine is loaded.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
