import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAlive } from '../../../infra/local/engine/process.ts';
import { readEngineRecord } from '../../../infra/local/engine/record.ts';
import { environmentFrom, SettingWrong, serverEnvironmentFrom } from '../../../infra/local/environment.ts';
import { told } from '../../../infra/local/expected.ts';
import { openMachine } from '../../../infra/local/machine.ts';
import { personKeyIn } from '../../../infra/local/person-key.ts';
import { listen } from '../../../infra/local/server.ts';
import { tableAnswers } from '../../../shared/table/records.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-machine-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the settings of one machine', () => {
  it('have defaults, and an empty variable is as good as none', () => {
    const defaults = { HOUFU_DATA: '.houfu', HOUFU_TABLE: 'houfu' };
    const server = { ...defaults, PORT: 3000, HOUFU_HOST: '127.0.0.1' };
    const empty = { HOUFU_DATA: '', PORT: '', HOUFU_HOST: '', DYNAMODB_ENDPOINT: '' };
    for (const variables of [{}, empty]) {
      expect(environmentFrom(variables)).toEqual(defaults);
      expect(serverEnvironmentFrom(variables)).toEqual(server);
    }
  });

  it.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['HOUFU_HOST', '0.0.0.0'],
    ['HOUFU_HOST', '::'],
    ['HOUFU_HOST', '192.168.0.1'],
    ['HOUFU_HOST', 'example.org'],
    ['HOUFU_TABLE', 'x'],
    ['DYNAMODB_ENDPOINT', 'localhost'],
    ['HOUFU_PERSON_KEY', 'short'],
  ])('%s=%s is refused with its name and what it may be', (name, value) => {
    const parse = () => serverEnvironmentFrom({ [name]: value });
    expect(parse).toThrow(SettingWrong);
    expect(parse).toThrow(new RegExp(`^${name}=${value}: .+ / .+`));
  });

  it.each(['127.0.0.1', 'localhost', '::1'])('let the server listen on %s', (HOUFU_HOST) => {
    expect(serverEnvironmentFrom({ HOUFU_HOST })).toMatchObject({ HOUFU_HOST });
  });

  it('of the server are none of a job, and what a shell says of itself is none of either', () => {
    const shell = { HOST: 'x86_64-conda-linux-gnu', HOSTNAME: 'office-3' };
    expect(environmentFrom({ ...shell, PORT: 'abc', HOUFU_HOST: '0.0.0.0' })).toEqual(environmentFrom({}));
    expect(serverEnvironmentFrom(shell)).toEqual(serverEnvironmentFrom({}));
  });
});

describe('the machine', () => {
  it('has the table and a key of its own, and leaves nothing running', async () => {
    const machine = await openMachine(environmentFrom({ HOUFU_DATA: folder }));
    const engine = (await readEngineRecord(folder))?.engine;
    expect([machine.embedded, machine.dataDir]).toEqual([true, folder]);
    expect(await tableAnswers(machine.deps.table)).toBe(true);
    expect((await machine.deps.keys()).person.map((key) => key.length)).toEqual([32]);
    await machine.stop();
    expect(engine && isAlive(engine)).toBe(false);
  });

  it('that finds no table lets go again and is told as a sentence', async () => {
    const environment = environmentFrom({ HOUFU_DATA: folder, DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' });
    const error = await openMachine(environment).catch((thrown: unknown) => thrown);
    expect(told(error)).toMatch(/^数据库没有应答.* \/ the table does not answer/);
  });

  it('refuses a data folder that is none', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await expect(openMachine(environmentFrom({ HOUFU_DATA: join(file, 'x') }))).rejects.toThrow(
      /^HOUFU_DATA=.*不能用作数据文件夹/,
    );
  });
});

describe('the key by which people are found', () => {
  it('is made once, whoever asks at the same time, and is for its owner alone', async () => {
    const keys = await Promise.all([1, 2, 3].map(() => personKeyIn(folder)));
    expect(new Set(keys).size).toBe(1);
    expect(Buffer.from(keys[0] ?? '', 'base64')).toHaveLength(32);
    expect(await personKeyIn(folder)).toBe(keys[0]);
    const file = join(folder, 'person-key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).trim()).toBe(keys[0]);
  });
});

describe('the server', () => {
  const app = new Hono().get('/', (c) => c.text('here'));

  it('answers until it is stopped', async () => {
    const { url, stop } = await listen(app, { HOUFU_HOST: '127.0.0.1', PORT: 0 });
    expect(await (await fetch(url)).text()).toBe('here');
    await stop();
    await expect(fetch(url)).rejects.toThrow();
  });

  it('says in both languages what to do where the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(listen(app, { HOUFU_HOST: '127.0.0.1', PORT: port })).rejects.toThrow(
      new RegExp(`^端口 ${port} 已被占用.*PORT=${port + 1} npm start\nPort ${port} is in use`),
    );
    other.close();
  });
});
