import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { BUNDLED } from '../../../infra/aws/bundle.ts';

/** Modules that a start reads, and modules that are imported on demand. */
const readBy = async (entry: string): Promise<{ readonly start: string[]; readonly later: string[] }> => {
  const { metafile } = await build({
    ...{
      ...BUNDLED,
      entryPoints: [{ in: entry, out: 'index' }],
      outdir: 'out',
      metafile: true,
      write: false,
    },
  });
  const atStart = new Set<string>();
  const read = (file: string): void => {
    if (atStart.has(file)) return;
    atStart.add(file);
    for (const { path, kind, external } of metafile.outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) read(path);
    }
  };
  read('out/index.mjs');
  const modulesOf = (files: readonly string[]): string[] =>
    files.flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}));
  const files = Object.keys(metafile.outputs);
  return {
    start: modulesOf([...atStart]),
    later: modulesOf(files.filter((file) => !atStart.has(file))),
  };
};

describe('a start', () => {
  it('of the alerts reads what sends mail when there is mail to send', async () => {
    const { start, later } = await readBy('functions/alerts/lambda.ts');
    const mailer = /node_modules\/nodemailer\//;
    expect(start.filter((one) => mailer.test(one))).toEqual([]);
    expect(later.filter((one) => mailer.test(one)).length).toBeGreaterThan(10);
  });
});
