import { type BuildOptions, buildSync } from 'esbuild';
import { STAND_INS } from './stand-ins.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** How what is deployed is bundled: `index.mjs`, and files beside it for what is imported when it is asked for. */
export const BUNDLED = {
  absWorkingDir: ROOT,
  bundle: true,
  splitting: true,
  minify: true,
  platform: 'node',
  format: 'esm',
  outExtension: { '.js': '.mjs' },
  target: 'node24',
  mainFields: ['module', 'main'],
  // Every sign of Chinese is three bytes, not six.
  charset: 'utf8',
  // Licences lie beside the code, not in it.
  legalComments: 'external',
  // The SDK in the bundle is the one that was tested, and starts faster than the runtime's.
  alias: { ...STAND_INS },
  // The SDK would ask it which browser this is.
  external: ['bowser'],
  logLevel: 'error',
} satisfies BuildOptions;

/** Bundles a file that exports `handler`, from the root of the repository, into a folder. */
export const bundle = (entry: string, folder: string): void => {
  buildSync({ ...BUNDLED, entryPoints: [{ in: entry, out: 'index' }], outdir: folder });
};
