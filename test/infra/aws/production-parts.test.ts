import { readdirSync } from 'node:fs';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { BUNDLED } from '../../../infra/aws/bundle.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** Every module that gets into a bundle, from the root of the repository. */
const modulesOf = async (entry: string): Promise<string[]> => {
  const { metafile } = await build({
    ...{ ...BUNDLED, entryPoints: [entry], outdir: 'nowhere', metafile: true, write: false },
    logLevel: 'silent',
  });
  return Object.entries(metafile.outputs).flatMap(([, { inputs }]) => Object.keys(inputs));
};

/** What is for trying out on one machine: its identity provider above all, which lets anybody be anybody. */
const LOCAL = /(^|\/)(infra\/local\/|node_modules\/(oidc-provider|@dynoxide|@hono\/node-server|commander)\/)/;
const SECRETS = /node_modules\/@aws-sdk\/client-secrets-manager\//;

const ENTRIES = readdirSync(`${ROOT}functions`, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(^|[/-])lambda\.ts$/.test(file))
  .map((file) => `functions/${file}`);

describe('what is deployed', () => {
  it('has an entry for each function', () => {
    expect(ENTRIES.sort()).toEqual([
      'functions/alerts/lambda.ts',
      'functions/api/lambda.ts',
      'functions/audit/plan-lambda.ts',
      'functions/audit/township-lambda.ts',
      'functions/freeze/lambda.ts',
      'functions/reconcile/lambda.ts',
    ]);
  });

  it.each(ENTRIES)('%s holds nothing of one machine, nor its identity provider', async (entry) => {
    const modules = await modulesOf(entry);
    expect(modules.length).toBeGreaterThan(10);
    expect(modules.filter((module) => LOCAL.test(module))).toEqual([]);
  });

  it('is looked at where such a thing would be seen', async () => {
    const modules = await modulesOf('infra/local/houfu.ts');
    for (const part of [/infra\/local\/cli/, /node_modules\/commander\//]) {
      expect(modules.filter((module) => LOCAL.test(module) && part.test(module))).not.toEqual([]);
    }
  });

  it('reads secrets in the API, the alerts and the reconciliation alone', async () => {
    const readers = await Promise.all(
      ENTRIES.map(async (entry) =>
        (await modulesOf(entry)).some((one) => SECRETS.test(one)) ? [entry] : [],
      ),
    );
    expect(readers.flat()).toEqual([
      'functions/alerts/lambda.ts',
      'functions/api/lambda.ts',
      'functions/reconcile/lambda.ts',
    ]);
  });
});
