import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { isAlive, type ProcessId, processOf, sendSignal } from './process.ts';

export interface Engine {
  readonly engine: ProcessId;
  readonly port: number;
}

interface Launch {
  readonly binary: string;
  /** Without a folder the engine keeps everything in memory, writes no log, and ends with its terminal. */
  readonly dataDir?: string;
  /** The port to try first; by default any free one. */
  readonly port?: number | undefined;
}

const START_MS = 30_000;
const STOP_MS = 5_000;
const POLL_MS = 10;
const ATTEMPTS = 5;

/** Starts an engine on 127.0.0.1 and returns once it answers. */
export async function launchEngine(launch: Launch): Promise<Engine> {
  // A file, not a pipe: the engine may outlive the process that started it.
  const log = launch.dataDir === undefined ? undefined : await open(`${launch.dataDir}/engine.log`, 'w');
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const port = attempt === 0 && launch.port ? launch.port : await freePort();
      const engine = await spawnEngine(launch, port, log);
      // Another process may have taken the port meanwhile.
      if (engine && (await waitUntilAnswers({ engine, port }))) return { engine, port };
    }
  } finally {
    await log?.close();
  }
  const where = launch.dataDir === undefined ? '' : ` (${launch.dataDir}/engine.log)`;
  throw new Error(`内置数据库引擎无法启动${where}。\nThe embedded engine does not start${where}.`);
}

const spawnEngine = async (
  { binary, dataDir }: Launch,
  port: number,
  log: FileHandle | undefined,
): Promise<ProcessId | undefined> => {
  const file = dataDir === undefined ? [] : ['--db-path', `${dataDir}/houfu.db`];
  const output = log?.fd ?? 'ignore';
  const child = spawn(binary, ['serve', '--host', '127.0.0.1', '--port', String(port), ...file], {
    stdio: ['ignore', output, output],
    // A process group of its own: Ctrl-C must not end the engine before its users have finished.
    detached: dataDir !== undefined,
  });
  await once(child, 'spawn');
  child.unref();
  return child.pid === undefined ? undefined : processOf(child.pid);
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no free port');
  return address.port;
};

/** Waits until the engine answers. Returns false if it has ended, or after half a minute, when it is killed. */
export async function waitUntilAnswers(engine: Engine): Promise<boolean> {
  const deadline = Date.now() + START_MS;
  while (isAlive(engine.engine) && Date.now() < deadline) {
    if (await isAnswering(engine)) return true;
    await after(POLL_MS);
  }
  sendSignal(engine.engine, 'SIGKILL');
  return false;
}

const isAnswering = async ({ engine, port }: Engine): Promise<boolean> => {
  const reply = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1000) }).catch(
    () => undefined,
  );
  await reply?.body?.cancel();
  return reply?.ok === true && reply.headers.has('x-dynoxide-version') && isAlive(engine);
};

/** Stops an engine by SIGTERM, after five seconds by SIGKILL. */
export async function endEngine({ engine }: Engine): Promise<void> {
  sendSignal(engine, 'SIGTERM');
  if (await waitUntilEnded(engine)) return;
  sendSignal(engine, 'SIGKILL');
  await waitUntilEnded(engine);
}

const waitUntilEnded = async (engine: ProcessId): Promise<boolean> => {
  const deadline = Date.now() + STOP_MS;
  while (isAlive(engine)) {
    if (Date.now() >= deadline) return false;
    await after(POLL_MS);
  }
  return true;
};
