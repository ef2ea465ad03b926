import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { engineBinary } from '../../../infra/local/engine/binary.ts';
import { withLock } from '../../../infra/local/engine/lock.ts';
import { isAlive, processOf, sendSignal } from '../../../infra/local/engine/process.ts';
import {
  type EngineRecord,
  readEngineRecord,
  writeEngineRecord,
} from '../../../infra/local/engine/record.ts';
import { type EngineInUse, EngineMissing, useEngine } from '../../../infra/local/engine.ts';
import { type OpenTable, tableClient } from '../../../shared/table/store/client.ts';
import { createTable } from '../../../shared/table/store/create.ts';

let dataDir: string;
const inUse: EngineInUse[] = [];
const children: ChildProcess[] = [];
const clients: OpenTable[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'houfu-engine-'));
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const { client } of clients.splice(0)) client.destroy();
  for (const { stop } of inUse.splice(0)) await stop();
  const left = await readEngineRecord(dataDir);
  if (left) sendSignal(left.engine, 'SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const use = async (): Promise<EngineInUse> => {
  const engine = await useEngine(dataDir);
  inUse.push(engine);
  return engine;
};

const recorded = async (): Promise<EngineRecord> => {
  const record = await readEngineRecord(dataDir);
  if (!record) throw new Error('no engine is recorded');
  return record;
};

const tableAt = async (endpoint: string): Promise<OpenTable> => {
  const table = tableClient('houfu', endpoint);
  clients.push(table);
  await createTable(table);
  return table;
};

const put = ({ client, name }: OpenTable, id: string) =>
  client.send(new PutCommand({ TableName: name, Item: { pk: id, sk: 'RECORD' } }));

const has = async ({ client, name }: OpenTable, id: string): Promise<boolean> =>
  (await client.send(new GetCommand({ TableName: name, Key: { pk: id, sk: 'RECORD' } }))).Item !== undefined;

const modulePath = new URL('../../../infra/local/engine.ts', import.meta.url).pathname;

/** Another process that uses the folder's engine until it is stopped; resolves once it has the engine. */
const otherUser = async (first = ''): Promise<ChildProcess> => {
  const script = `
    import { useEngine } from ${JSON.stringify(modulePath)};
    ${first}
    const engine = await useEngine(${JSON.stringify(dataDir)});
    process.on('message', async () => { await engine.stop(); process.disconnect(); });
    process.send(engine.endpoint);`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  await once(child, 'message');
  return child;
};

const killed = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL');
  await once(child, 'exit');
};

describe('the engine of a data folder', () => {
  it('starts, keeps what is written, and is gone after stop', async () => {
    const first = await use();
    await put(await tableAt(first.endpoint), 'kept');
    const { engine } = await recorded();
    await first.stop();
    expect(isAlive(engine)).toBe(false);
    expect(await readEngineRecord(dataDir)).toBeUndefined();

    const second = await use();
    expect(await has(await tableAt(second.endpoint), 'kept')).toBe(true);
  });

  it('is shared by all that ask at once, and stopped by the last', async () => {
    const users = await Promise.all([use(), use(), use()]);
    expect(new Set(users.map(({ endpoint }) => endpoint)).size).toBe(1);
    const { engine } = await recorded();
    await users[0]?.stop();
    await users[1]?.stop();
    // A second call does not count for another user.
    await users[1]?.stop();
    expect(isAlive(engine)).toBe(true);
    await users[2]?.stop();
    expect(isAlive(engine)).toBe(false);
  });

  it('goes on for others when the process that started it ends in order', async () => {
    const starter = await otherUser();
    const own = await use();
    const { engine } = await recorded();
    starter.send('stop');
    await once(starter, 'exit');
    expect(isAlive(engine)).toBe(true);
    expect(await has(await tableAt(own.endpoint), 'none')).toBe(false);
    await own.stop();
    expect(isAlive(engine)).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'is stopped when its only user ends by %s',
    async (name) => {
      const child = await otherUser();
      const { engine } = await recorded();
      child.kill(name);
      expect(await once(child, 'exit')).toEqual([null, name]);
      expect(isAlive(engine)).toBe(false);
      expect(await readEngineRecord(dataDir)).toBeUndefined();
    },
  );

  it('leaves a signal to the process that handles it', async () => {
    const child = await otherUser("process.on('SIGINT', () => process.send('mine'));");
    child.kill('SIGINT');
    expect(await once(child, 'message')).toEqual(['mine', undefined]);
    await use();
    expect((await recorded()).users.map(({ pid }) => pid)).toEqual([child.pid, process.pid]);
  });

  it('is used on when its starter was killed, and stopped by who found it', async () => {
    await killed(await otherUser());
    const orphan = (await recorded()).engine;
    expect(isAlive(orphan)).toBe(true);
    const own = await use();
    const { engine, users } = await recorded();
    expect(engine).toEqual(orphan);
    expect(users).toEqual([processOf(process.pid)]);
    await own.stop();
    expect(isAlive(orphan)).toBe(false);
  });

  it('does not mistake another process with the recorded pid for the engine', async () => {
    const self = { pid: process.pid, started: '1' };
    await writeEngineRecord(dataDir, { engine: self, port: 39_999, users: [self] });
    const own = await use();
    const { engine, users } = await recorded();
    expect(engine.pid).not.toBe(process.pid);
    expect(users).toEqual([processOf(process.pid)]);
    await put(await tableAt(own.endpoint), 'a');
  });

  it('starts anew where engine.json cannot be read', async () => {
    await writeFile(join(dataDir, 'engine.json'), '{"pid":');
    await put(await tableAt((await use()).endpoint), 'a');
  });

  it('says where to look when it cannot start, and leaves nothing behind', async () => {
    await writeFile(join(dataDir, 'houfu.db'), 'not a database '.repeat(100));
    await expect(use()).rejects.toThrow(/does not start.*engine\.log/);
    expect(await readFile(join(dataDir, 'engine.log'), 'utf8')).toMatch(/not a valid SQLite database/);
    expect(await readEngineRecord(dataDir)).toBeUndefined();
  });

  it('has a process group of its own, so that Ctrl-C reaches only its users', async () => {
    await use();
    const { engine } = await recorded();
    const stat = await readFile(`/proc/${engine.pid}/stat`, 'utf8');
    expect(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]).toBe(String(engine.pid));
  });

  it('loses no acknowledged write to kill -9 under load, and comes back where it was', async () => {
    const before = await use();
    const table = await tableAt(before.endpoint);
    const { engine } = await recorded();
    const acknowledged: string[] = [];
    const writer = async (lane: number) => {
      for (let n = 0; ; n++) {
        await put(table, `${lane}-${n}`);
        acknowledged.push(`${lane}-${n}`);
        if (acknowledged.length === 300) sendSignal(engine, 'SIGKILL');
      }
    };
    const lanes = await Promise.allSettled(Array.from({ length: 16 }, (_, lane) => writer(lane)));
    expect(lanes.map(({ status }) => status)).toEqual(Array(16).fill('rejected'));

    const after = await use();
    expect(after.endpoint).toBe(before.endpoint);
    const lost: string[] = [];
    for (const id of acknowledged) if (!(await has(table, id))) lost.push(id);
    expect(acknowledged.length).toBeGreaterThanOrEqual(300);
    expect(lost).toEqual([]);
  });

  it('says in both languages what to do where there is none', () => {
    const missing = () => engineBinary(join(dataDir, 'index.js'));
    expect(missing).toThrow(EngineMissing);
    expect(missing).toThrow(/请将 DYNAMODB_ENDPOINT 设为 DynamoDB Local/);
    expect(missing).toThrow(/Set DYNAMODB_ENDPOINT to DynamoDB Local or AWS/);
  });
});

describe('the lock of a folder', () => {
  it('lets one in at a time', async () => {
    let inside = 0;
    const most: number[] = [];
    await Promise.all(
      Array.from({ length: 8 }, () =>
        withLock(dataDir, async () => {
          most.push(++inside);
          await readFile(modulePath);
          inside--;
        }),
      ),
    );
    expect(most).toEqual(Array(8).fill(1));
  });

  it('is free again when its holder was killed', async () => {
    const lockPath = new URL('../../../infra/local/engine/lock.ts', import.meta.url).pathname;
    const script = `
      import { withLock } from ${JSON.stringify(lockPath)};
      await withLock(${JSON.stringify(dataDir)}, () => { console.log('held'); return new Promise(() => {}); });`;
    const holder = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(holder);
    if (!holder.stdout) throw new Error('no output to read');
    for await (const [line] of on(createInterface(holder.stdout), 'line')) if (line === 'held') break;
    const waiting = withLock(dataDir, async () => 'in');
    holder.kill('SIGKILL');
    expect(await waiting).toBe('in');
  });
});
