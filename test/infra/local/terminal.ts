import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { CLI_BUNDLE } from '../../build-cli.ts';
import { eventsIn, keepLog } from '../../log-search/keep.ts';

const at = (path: string) => new URL(`../../../${path}`, import.meta.url).pathname;

const children = new Set<ChildProcess>();

type Variables = Readonly<Record<string, string>>;

/** A process with nothing of this one's settings. */
const spawned = (args: readonly string[], variables: Variables) => {
  const { HOUFU_DATA: _, PORT: __, HOUFU_HOST: ___, DYNAMODB_ENDPOINT: ____, ...env } = process.env;
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...env, ...variables },
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
};

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const ended = async (child: ReturnType<typeof spawned>): Promise<Ended> => {
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  keepLog(err);
  keepLog(eventsIn(out));
  return { code: code as number | null, out, err };
};

/** The arguments with which `npm start` and `npm run houfu` run a source. */
const source = (path: string, before: readonly string[] = []): string[] => [
  '--import',
  'tsx',
  ...before,
  at(path),
];

/** Runs a houfu job to its end. */
export const houfu = (dataDir: string, ...args: string[]): Promise<Ended> =>
  ended(spawned([CLI_BUNDLE, ...args], { HOUFU_DATA: dataDir }));

/** Runs a houfu job of which nobody reads what it prints, as behind a pipe that has closed. */
export const houfuUnread = (dataDir: string, ...args: string[]): Promise<Ended> => {
  const child = spawned([...source('infra/local/houfu.ts'), ...args], { HOUFU_DATA: dataDir });
  child.stdout.destroy();
  return Promise.all([text(child.stderr), once(child, 'exit')]).then(([err, [code]]) => {
    keepLog(err);
    return { code: code as number | null, out: '', err };
  });
};

/** What a job printed with `--json`, line by line. */
export const objectsOf = ({ out }: Ended): Record<string, unknown>[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** Runs the start of the system to its end, which it finds by itself where it cannot start. */
export const startFails = (variables: Variables, before: readonly string[] = []): Promise<Ended> =>
  ended(spawned(source('infra/local/start.ts', before), variables));

/** A system that is starting or running. */
export interface Running {
  /** Waits for a line that says this; gives the line. */
  readonly says: (what: RegExp) => Promise<string>;
  /** Ctrl-C; resolves when it has ended. */
  readonly interrupt: () => Promise<{ readonly code: number | null; readonly said: string }>;
}

/** Starts the system as `npm start` does, or with a demo county of so many households. */
export const start = (variables: Variables, households?: number): Running => {
  const small = `
    import { startSystem } from ${JSON.stringify(at('infra/local/system.ts'))};
    await startSystem(process.env, { households: ${households}, seed: 7 });
    process.exit();`;
  const child = spawned(
    households === undefined
      ? source('infra/local/start.ts')
      : ['--import', 'tsx', '--input-type=module', '--eval', small],
    variables,
  );
  const lines: string[] = [];
  const said = new EventEmitter();
  const readers = [child.stdout, child.stderr].map((stream) => {
    const reader = createInterface(stream);
    reader.on('line', (line) => {
      lines.push(line);
      keepLog(line);
      said.emit('line');
    });
    return once(reader, 'close');
  });
  const over = once(child, 'exit');
  return {
    says: async (what) => {
      for (;;) {
        const found = lines.find((line) => what.test(line));
        if (found !== undefined) return found;
        await Promise.race([
          once(said, 'line'),
          over.then(() => Promise.reject(new Error(`ended without saying ${what}: ${lines.join('\n')}`))),
        ]);
      }
    },
    interrupt: async () => {
      child.kill('SIGINT');
      const [code] = await over;
      await Promise.all(readers);
      return { code, said: lines.join('\n') };
    },
  };
};

/** Ends whatever a failed test has left. */
export const endAll = (): void => {
  for (const child of children) child.kill('SIGKILL');
};
