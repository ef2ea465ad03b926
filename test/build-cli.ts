import { build } from 'esbuild';

/** The command line as one file, two folders below the root as its sources are, so that relative paths hold. */
export const CLI_BUNDLE = new URL('../node_modules/.houfu-test/houfu.mjs', import.meta.url).pathname;

/** Bundles the command line once for a run: a process of it starts in a third of the time. */
export default async (): Promise<void> => {
  await build({
    entryPoints: [new URL('../infra/local/houfu.ts', import.meta.url).pathname],
    outfile: CLI_BUNDLE,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
};
