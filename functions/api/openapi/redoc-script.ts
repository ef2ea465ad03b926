import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Returns Redoc's standalone script, unchanged: the copy that Redocly's command line carries for `build-docs`. The
 * package `redoc` of the same version cannot be installed by itself, since a dependency of it is not published.
 */
export async function redocScript(): Promise<string> {
  const cli = dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'));
  return readFile(join(cli, 'lib/chunks/redoc.standalone.js'), 'utf8');
}
