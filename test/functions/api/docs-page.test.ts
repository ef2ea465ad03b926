import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { serve } from '@hono/node-server';
import { expect, test } from 'vitest';
import { testDeps } from '../../deps.ts';
import { apiOf } from './county.ts';

/** Names of the browser's program on several systems. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const CHROMIUM = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  .find((file) => existsSync(file));

const FLAGS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-dev-shm-usage', '--enable-logging=stderr'],
];

/** Opens a page in a browser; returns the elements that it built, and the lines of its console. */
const render = async (url: string) => {
  const profile = await mkdtemp(join(tmpdir(), 'houfu-chromium-'));
  const flags = [...FLAGS, `--user-data-dir=${profile}`, '--virtual-time-budget=20000', '--dump-dom'];
  try {
    const { stdout, stderr } = await promisify(execFile)(CHROMIUM ?? '', [...flags, url], {
      maxBuffer: 2 ** 26,
    });
    return { dom: stdout, console: stderr.split('\n').filter((line) => line.includes('CONSOLE')) };
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};

test.skipIf(!CHROMIUM)(
  'the page shows the API in a browser (skipped without Chromium), and its policy stops nothing but Redoc’s logo',
  async () => {
    const { app } = apiOf(await testDeps());
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    try {
      await new Promise((resolve) => server.once('listening', resolve));
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const { dom, console } = await render(`http://127.0.0.1:${port}/api/v1/docs`);
      for (const text of ['后扶 Houfu API', '问题台账 · flags', 'unknown fields are refused'])
        expect(dom).toContain(text);
      // Redoc's menu of services elsewhere to open the document at.
      expect(dom).not.toContain('id="dropdown"');
      const stopped = console.filter((line) => /error|violat|refused|blocked/i.test(line));
      expect(stopped.filter((line) => !line.includes('https://cdn.redoc.ly/redoc/logo-mini'))).toEqual([]);
    } finally {
      server.close();
    }
  },
  180_000,
);
