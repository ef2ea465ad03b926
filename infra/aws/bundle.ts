import { type BuildOptions, buildSync } from 'esbuild';

const ROOT = new URL('../..', import.meta.url).pathname;

/** Options of every bundle: `index.mjs`, its source map, and a file for each module that is imported on demand. */
export const BUNDLED = {
  absWorkingDir: ROOT,
  bundle: true,
  splitting: true,
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  target: 'node24',
  // The ES modules of packages that publish both: their CommonJS cannot be bundled into an ES module.
  mainFields: ['module', 'main'],
  logLevel: 'error',
} satisfies BuildOptions;

/** Bundles a file that exports `handler`, from the root of the repository, into a folder. */
export function bundle(entry: string, folder: string): void {
  buildSync({ ...BUNDLED, entryPoints: [{ in: entry, out: 'index' }], outdir: folder });
}
