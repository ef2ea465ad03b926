import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { afterAll } from 'vitest';
import { keepLog } from '../../log-search/keep.ts';
import type { synthesised } from './synthesised.ts';

const RUNNER = `
  const { handler } = await import(process.argv[1]);
  const clock = Date.now;
  process.on('message', async ({ event, at }) => {
    const ahead = at === undefined ? 0 : Date.parse(at) - clock();
    Date.now = () => clock() + ahead;
    try {
      process.send({ result: await handler(event) });
    } catch (error) {
      process.send({ error: String(error) });
    }
  });
  process.send('ready');`;

const children: ChildProcess[] = [];

interface FunctionProperties {
  readonly Code: { readonly S3Key: string };
  readonly Handler: string;
  readonly Environment: { readonly Variables: Readonly<Record<string, string | { readonly Ref: string }>> };
}

/** What the logical ids that a template refers to stand for, by how they begin. */
type Deployed = Readonly<Record<string, string>>;

/**
 * A function as AWS would run it: the bundle that the assembly names, in a process of its own with nothing but the
 * environment that the template gives it. `machine` is what Lambda itself would add, or what is elsewhere here.
 */
export async function bundledFunction(
  { outdir, resources }: ReturnType<typeof synthesised>,
  prefix: string,
  deployed: Deployed,
  machine: Readonly<Record<string, string>>,
) {
  const [, resource] =
    Object.entries(resources).find(
      ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith(prefix),
    ) ?? [];
  if (!resource) throw new Error(`no function named ${prefix}…`);
  const { Code, Handler, Environment } = resource.Properties as unknown as FunctionProperties;
  const [file] = Handler.split('.');
  const bundle = `${outdir}/asset.${Code.S3Key.replace(/\.zip$/, '')}/${file}.mjs`;
  const environment = Object.fromEntries(
    Object.entries(Environment.Variables).map(([name, setting]) => {
      if (typeof setting === 'string') return [name, setting];
      const { Ref } = setting;
      const [, value] = Object.entries(deployed).find(([id]) => Ref.startsWith(id)) ?? [];
      if (value === undefined) throw new Error(`${name} refers to ${Ref}, which has no value here`);
      return [name, value];
    }),
  );
  return startBundle(bundle, { ...environment, ...machine });
}

/** Runs a bundle that exports `handler` in a process of its own, with nothing but this environment. */
export async function startBundle(bundle: string, environment: Readonly<Record<string, string>>) {
  // Lambda runs a function in the folder of its bundle.
  const child = spawn(process.execPath, ['--input-type=module', '--eval', RUNNER, bundle], {
    cwd: dirname(bundle),
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  children.push(child);
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log += text;
    keepLog(text);
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the function ended: ${log}`);
  });
  // It exits after the tests; that rejection is expected.
  ended.catch(() => undefined);
  const next = async (): Promise<unknown> => {
    const [message] = await Promise.race([once(child, 'message'), ended]);
    return message;
  };
  await next();
  return {
    log: () => log,
    /** Hands an event to the function; with `at` on a machine whose clock says so. */
    invoke: async (event: object, at?: string): Promise<unknown> => {
      child.send({ event, at });
      const { result, error } = (await next()) as { result?: unknown; error?: string };
      if (error !== undefined) throw new Error(error);
      return result;
    },
  };
}

afterAll(async () => {
  for (const child of children) {
    const exit = once(child, 'exit');
    if (child.kill()) await exit;
  }
});
