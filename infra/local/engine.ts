import { mkdir, realpath } from 'node:fs/promises';
import { engineBinary } from './engine/binary.ts';
import { type Engine, endEngine, launchEngine, waitUntilAnswers } from './engine/launch.ts';
import { withLock } from './engine/lock.ts';
import { isAlive, type ProcessId, processOf } from './engine/process.ts';
import { readEngineRecord, removeEngineRecord, writeEngineRecord } from './engine/record.ts';
import { runBeforeSignal } from './engine/signals.ts';

export { EngineMissing } from './engine/binary.ts';

export interface EngineInUse {
  readonly endpoint: string;
  /** Done with it. Whoever is last stops the engine; a second call changes nothing. Ctrl-C calls it too. */
  readonly stop: () => Promise<void>;
}

/**
 * The engine of a data folder. A folder has one: the first to ask starts it, others share it, the last to stop
 * ends it. Users that died without a word are not counted, and an engine that they left running is used on.
 * @throws EngineMissing where there is no engine for this platform
 */
export async function useEngine(dataDir: string): Promise<EngineInUse> {
  const binary = engineBinary(import.meta.url);
  // What it holds is for nobody else on this machine.
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = await realpath(dataDir);
  const user = processOf(process.pid);
  if (!user) throw new Error('this process cannot be told from others: /proc is not readable');
  const engine = await withLock(folder, () => joinEngine(folder, binary, user));
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopped ??= withLock(folder, () => leaveEngine(folder, engine, user)).finally(forget);
    return stopped;
  };
  const forget = runBeforeSignal(stop);
  return { endpoint: `http://127.0.0.1:${engine.port}`, stop };
}

const joinEngine = async (folder: string, binary: string, user: ProcessId): Promise<Engine> => {
  const found = await readEngineRecord(folder);
  const running = found && (await waitUntilAnswers(found));
  // After a crash the same port, so that clients that outlived the engine find it again.
  const { engine, port } = running
    ? found
    : await launchEngine({ binary, dataDir: folder, port: found?.port });
  await writeEngineRecord(folder, { engine, port, users: [...(found?.users ?? []).filter(isAlive), user] });
  return { engine, port };
};

const leaveEngine = async (folder: string, engine: Engine, user: ProcessId): Promise<void> => {
  const found = (await readEngineRecord(folder)) ?? { ...engine, users: [user] };
  const own = found.users.findIndex(({ pid }) => pid === user.pid);
  const users = found.users.filter((other, index) => index !== own && isAlive(other));
  if (users.length > 0) return writeEngineRecord(folder, { ...found, users });
  await endEngine(found);
  await removeEngineRecord(folder);
};
