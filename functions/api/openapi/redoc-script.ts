import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Pictures that Redoc would load from its maker's servers. */
const LOGO = /https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg/g;

/** The maker's name in their place. */
const NAME =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='56' height='16'%3E%3Ctext y='13' font-size='14' font-family='sans-serif' fill='%23777'%3ERedocly%3C/text%3E%3C/svg%3E";

/**
 * Returns Redoc as the installed command line of Redocly carries it for `build-docs`, changed so that it loads nothing
 * from elsewhere. Throws where the script names other pictures than it did.
 */
export async function redocScript(): Promise<string> {
  const cli = dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'));
  const script = await readFile(join(cli, 'lib/chunks/redoc.standalone.js'), 'utf8');
  if (script.match(LOGO)?.length !== 2) throw new Error('Redoc loads other pictures than before');
  return script.replace(LOGO, NAME);
}
