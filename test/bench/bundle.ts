import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { BUNDLED } from '../../infra/aws/bundle.ts';
import { familyId } from '../families.ts';
import { httpEvent } from '../infra/aws/http-event.ts';
import { populate } from './http/population.ts';
import { benchMachine } from './machine.ts';

const PROCESSES = 15;
const AUDIENCE = 'houfu';

export interface BundleFigures {
  readonly kilobytes: number;
  /** Milliseconds to import it, median of the processes; of `lib-dynamodb` alone beside it. */
  readonly importMs: number;
  /** The same without making it ready, which reaches the table, the issuer and the secret. */
  readonly modulesMs: number;
  readonly libraryMs: number;
  /** Of `lib-dynamodb` with as much left out as our functions leave out. */
  readonly lightLibraryMs: number;
  /** Milliseconds of the first and of the second request of a process, medians. */
  readonly firstMs: number;
  readonly secondMs: number;
  /** Median of the processes' own ratios. */
  readonly firstBySecond: number;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Imports a bundle and asks it the same thing so many times; prints how long each took. */
const RUNNER = `
  const { performance } = await import('node:perf_hooks');
  const begin = performance.now();
  const { handler } = await import(process.argv[1]);
  const took = [performance.now() - begin];
  for (const event of JSON.parse(process.argv[2])) {
    const from = performance.now();
    const { statusCode } = await handler(event, { awsRequestId: 'bench', getRemainingTimeInMillis: () => 15000 });
    if (statusCode !== 200) throw new Error('answered ' + statusCode);
    took.push(performance.now() - from);
  }
  process.stdout.write(JSON.stringify(took));
  process.exit(0);`;

const timed = async (bundle: string, events: object[], environment: NodeJS.ProcessEnv): Promise<number[]> => {
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', RUNNER, bundle, JSON.stringify(events)],
    {
      env: { PATH: process.env.PATH, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the bundle ended with ${code}`);
  return JSON.parse(said) as number[];
};

/** The bundle of the API as it is deployed: what the assembly holds beside the document that it serves. */
const apiBundle = async (folder: string): Promise<string> => {
  const context = ['region=cn-northwest-1', 'issuer=https://issuer.example', `audience=${AUDIENCE}`];
  const { status } = spawnSync('npx', [
    'cdk',
    'synth',
    '-q',
    '-o',
    folder,
    ...context.flatMap((one) => ['-c', one]),
  ]);
  if (status !== 0) throw new Error('cdk synth failed');
  for (const name of await readdir(folder)) {
    const files = name.startsWith('asset.') ? await readdir(join(folder, name)) : [];
    if (files.includes('openapi.json')) return join(folder, name, 'index.mjs');
  }
  throw new Error('no bundle of the API in the assembly');
};

/** Of all the code in a folder, whether a start reads it or not. */
const kilobytesOf = async (folder: string): Promise<number> => {
  const code = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  const sizes = await Promise.all(code.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((all, size) => all + size, 0) / 1024;
};

/** Bundled from a line of its own, like a function unless something else is said. */
const bundleOf = async (
  folder: string,
  name: string,
  source: string,
  differing: BuildOptions = {},
): Promise<string> => {
  const entry = join(folder, `${name}.ts`);
  await writeFile(entry, source);
  await build({
    ...BUNDLED,
    nodePaths: [new URL('../../node_modules', import.meta.url).pathname],
    ...differing,
    entryPoints: [{ in: entry, out: 'index' }],
    outdir: join(folder, name),
  });
  return join(folder, name, 'index.mjs');
};

const HANDLER = new URL('../../functions/api/handler.ts', import.meta.url).pathname;
const modulesBundle = (folder: string): Promise<string> =>
  bundleOf(
    folder,
    'modules',
    `import { apiHandler } from ${JSON.stringify(HANDLER)};
     export const { handler } = apiHandler(process.env, new URL('./', import.meta.url));`,
  );

/** As it comes, in one file. */
const PLAIN: BuildOptions = { splitting: false, alias: {}, external: [] };

const LIBRARY = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
  import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  export const handler = async () => [client, GetCommand, PutCommand, QueryCommand, TransactWriteCommand, UpdateCommand];`;

/** An issuer with one key, and a token of it. */
const issuerWithToken = async () => {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'bench', alg: 'RS256', use: 'sig' };
  const server = createServer((request, response) => {
    const { port } = server.address() as { port: number };
    const issuer = `http://127.0.0.1:${port}`;
    const document = request.url?.includes('openid')
      ? { issuer, jwks_uri: `${issuer}/jwks` }
      : { keys: [jwk] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const issuer = `http://127.0.0.1:${port}`;
  const token = await new SignJWT({ role: 'hr_clerk', areas: ['511722'] })
    .setProtectedHeader({ alg: 'RS256', kid: 'bench' })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject('bench')
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(privateKey);
  return { issuer, token, stop: () => server.close() };
};

/** The API's bundle: its size, how long it takes to import and to answer first. */
export const benchBundle = async (): Promise<BundleFigures> => {
  const folder = await mkdtemp(join(tmpdir(), 'houfu-bundle-'));
  const machine = await benchMachine();
  const { issuer, token, stop } = await issuerWithToken();
  try {
    await populate(machine.deps, [1, 2, 3]);
    const api = await apiBundle(join(folder, 'assembly'));
    const modules = await modulesBundle(folder);
    const library = await bundleOf(folder, 'library', LIBRARY, PLAIN);
    const lightLibrary = await bundleOf(folder, 'light-library', LIBRARY);
    const environment = {
      AWS_REGION: 'cn-northwest-1',
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      DYNAMODB_ENDPOINT: machine.endpoint,
      HOUFU_TABLE: machine.deps.table.name,
      HOUFU_SECRET_ARN: 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu',
      OIDC_ISSUER: issuer,
      OIDC_AUDIENCE: AUDIENCE,
    };
    const event = httpEvent(`/households/${familyId(1)}`, { token });
    const runs: number[][] = [];
    const libraries: number[] = [];
    const lightLibraries: number[] = [];
    const alone: number[] = [];
    for (let i = 0; i < PROCESSES; i++) {
      runs.push(await timed(api, [event, event], environment));
      libraries.push(...(await timed(library, [], environment)));
      lightLibraries.push(...(await timed(lightLibrary, [], environment)));
      alone.push(...(await timed(modules, [], environment)));
    }
    const at = (place: number): number[] => runs.map((run) => run[place] ?? 0);
    return {
      kilobytes: await kilobytesOf(dirname(api)),
      importMs: median(at(0)),
      modulesMs: median(alone),
      libraryMs: median(libraries),
      lightLibraryMs: median(lightLibraries),
      firstMs: median(at(1)),
      secondMs: median(at(2)),
      firstBySecond: median(runs.map(([, first = 0, second = 1]) => first / second)),
    };
  } finally {
    stop();
    await machine.stop();
    await rm(folder, { recursive: true });
  }
};
