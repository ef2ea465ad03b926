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
  /** Releases the engine; the last user stops it. A second call does nothing. Ctrl-C calls it too. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts or shares the engine of a data folder. A folder has one: its first user starts it, its last user stops it.
 * Users that died are not counted, and an engine that they left running is shared. Throws `EngineMissing` if there is
 * no engine for this platform.
 */
export async function useEngine(dataDir: string): Promise<EngineInUse> {
  const binary = engineBinary(import.meta.url);
  // Other users of this machine must not read the data.
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const folder = await realpath(dataDir);
  const user = processOf(process.pid);
  if (!user) throw new Error('this process cannot be identified: /proc is not readable');
  const engine = await withLock(folder, () => joinEngine(folder, binary, user));
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= withLock(folder, () => leaveEngine(folder, engine, user)).finally(forget);
    return stopping;
  };
  const forget = runBeforeSignal(stop);
  return { endpoint: `http://127.0.0.1:${engine.port}`, stop };
}

const joinEngine = async (folder: string, binary: string, user: ProcessId): Promise<Engine> => {
  const record = await readEngineRecord(folder);
  const running = record && (await waitUntilAnswers(record));
  // After a crash the engine gets the same port, so that clients that outlived it find it again.
  const { engine, port } = running
    ? record
    : await launchEngine({ binary, dataDir: folder, port: record?.port });
  await writeEngineRecord(folder, { engine, port, users: [...(record?.users ?? []).filter(isAlive), user] });
  return { engine, port };
};

const leaveEngine = async (folder: string, engine: Engine, user: ProcessId): Promise<void> => {
  const record = (await readEngineRecord(folder)) ?? { ...engine, users: [user] };
  const own = record.users.findIndex(({ pid }) => pid === user.pid);
  const users = record.users.filter((other, index) => index !== own && isAlive(other));
  if (users.length > 0) return writeEngineRecord(folder, { ...record, users });
  await endEngine(record);
  await removeEngineRecord(folder);
};
