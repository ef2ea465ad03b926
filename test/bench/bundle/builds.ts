import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { BUNDLED } from '../../../infra/aws/bundle.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** A bundle of one file, with the stock client and the commands that the table needs. */
const LIBRARY = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
export const handler = async () => [client, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand];
`;

/** The API's modules without `ready`, which would reach the table, the issuer and the secret. */
const MODULES = `import { apiHandler } from ${JSON.stringify(`${ROOT}functions/api/handler.ts`)};
export const { handler } = apiHandler(process.env, new URL('./', import.meta.url));
`;

export interface Built {
  /** The bundle's entry. */
  readonly file: string;
  /** Bytes that a start reads: the entry and the files that it imports statically. */
  readonly startBytes: number;
}

/** Output files that an entry imports statically, itself included. */
function readAtStart({ outputs }: Metafile, entry: string): Set<string> {
  const files = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, kind, external } of outputs[file]?.imports ?? []) {
      if (kind === 'import-statement' && !external) visit(path);
    }
  };
  visit(entry);
  return files;
}

async function buildEntry(entry: string, outdir: string, options: BuildOptions = {}): Promise<Built> {
  const { metafile } = await build({
    ...BUNDLED,
    nodePaths: [`${ROOT}node_modules`],
    ...options,
    entryPoints: [{ in: entry, out: 'index' }],
    outdir,
    metafile: true,
  });
  const index = Object.keys(metafile.outputs).find((file) => file.endsWith('/index.mjs')) ?? '';
  const sizes = await Promise.all(
    [...readAtStart(metafile, index)].map(async (file) => (await stat(join(ROOT, file))).size),
  );
  return { file: join(outdir, 'index.mjs'), startBytes: sizes.reduce((sum, size) => sum + size, 0) };
}

async function buildSource(
  folder: string,
  name: string,
  source: string,
  options?: BuildOptions,
): Promise<Built> {
  const entry = join(folder, `${name}.ts`);
  await writeFile(entry, source);
  return buildEntry(entry, join(folder, name), options);
}

/** Builds the API as deployed, its modules alone, and `lib-dynamodb` alone in one file. */
export async function buildAll(folder: string) {
  return {
    api: await buildEntry('functions/api/lambda.ts', join(folder, 'api')),
    modules: await buildSource(folder, 'modules', MODULES),
    library: await buildSource(folder, 'library', LIBRARY, { splitting: false }),
  };
}
