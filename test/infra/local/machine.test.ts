import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeFailure } from '../../../infra/local/describe-failure.ts';
import { isAlive } from '../../../infra/local/engine/process.ts';
import { readEngineRecord } from '../../../infra/local/engine/record.ts';
import { environmentFrom, SettingWrong, serverEnvironmentFrom } from '../../../infra/local/environment.ts';
import { openMachine } from '../../../infra/local/machine.ts';
import {
  createKeyFile,
  dropPreviousKey,
  hasPreviousKey,
  keyFileIn,
  keysOfFile,
  rotateKey,
} from '../../../infra/local/person-key.ts';
import { listen } from '../../../infra/local/server.ts';
import { tableAnswers } from '../../../shared/table/record/records.ts';
import { askSecretsAt, secretStandIn } from '../../secret-stand-in.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-machine-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the settings of one machine', () => {
  it('have defaults, and an empty variable is as good as none', () => {
    const HOUFU_AREAS_FOLDER = new URL('../../../areas', import.meta.url).pathname;
    const areas = { HOUFU_AREAS: ['5117'], HOUFU_AREAS_FOLDER };
    const defaults = { HOUFU_DATA: '.houfu', HOUFU_TABLE: 'houfu', ...areas };
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
    ['HOUFU_SECRET_ARN', 'houfu'],
  ])('%s=%s is refused with its name and what it may be', (name, value) => {
    const parse = () => serverEnvironmentFrom({ [name]: value });
    expect(parse).toThrow(SettingWrong);
    expect(parse).toThrow(new RegExp(`^${name}=${value}: .+ / .+`));
  });

  it.each(['HOUFU_PERSON_KEY', 'HOUFU_PERSON_KEY_PREVIOUS'])('%s that is none is refused unseen', (name) => {
    const lost = Buffer.alloc(32, 9).toString('base64').slice(1);
    expect(() => environmentFrom({ [name]: lost })).toThrow(/^HOUFU_PERSON_KEY\w*: .+ \/ .+/);
    expect(() => environmentFrom({ [name]: lost })).not.toThrow(lost);
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
    expect(describeFailure(error)).toMatch(/^数据库没有应答.* \/ the table does not answer/);
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
  const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
  const hex = async (file: string) => {
    const { person } = await keysOfFile(file)();
    return person.map((key) => Buffer.from(key).toString('hex'));
  };

  it('is made once, whoever asks at the same time, and is for its owner alone', async () => {
    const file = keyFileIn(folder);
    expect(file).toBe(join(folder, 'person-key'));
    await Promise.all([1, 2, 3].map(() => createKeyFile(file)));
    const [key = ''] = await hex(file);
    expect(Buffer.from(key, 'hex')).toHaveLength(32);
    expect((await readFile(file, 'utf8')).trim()).toBe(Buffer.from(key, 'hex').toString('base64'));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await createKeyFile(file);
    expect(await hex(file)).toEqual([key]);
    expect(await readdir(folder)).toEqual(['person-key']);
  });

  it('that others may read is closed to them', async () => {
    const file = keyFileIn(folder);
    await createKeyFile(file);
    await chmod(file, 0o644);
    await createKeyFile(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('is rotated in place: once until the one before is dropped, seen at once by whoever runs', async () => {
    const file = keyFileIn(folder);
    await createKeyFile(file);
    await writeFile(file, `${keyOf(1)}\n`);
    const running = keysOfFile(file);
    expect((await running()).person).toHaveLength(1);
    expect(await rotateKey(file)).toBe(true);
    const [current, before] = await hex(file);
    expect(before).toBe('01'.repeat(32));
    expect((await running()).person.map((key) => Buffer.from(key).toString('hex'))).toEqual([
      current,
      before,
    ]);
    expect(await rotateKey(file)).toBe(false);
    expect(await hex(file)).toEqual([current, before]);
    expect([await hasPreviousKey(file), (await stat(file)).mode & 0o777]).toEqual([true, 0o600]);
    await dropPreviousKey(file);
    expect([await hasPreviousKey(file), await hex(file)]).toEqual([false, [current]]);
    expect((await running()).person).toHaveLength(1);
    expect(await readdir(folder)).toEqual(['person-key']);
  });

  it.each(['', keyOf(1).slice(2), '{"current":"x"}'])(
    'that is spoilt (%j) is told without it',
    async (text) => {
      const file = keyFileIn(folder);
      await createKeyFile(file);
      await writeFile(file, text);
      const error = await keysOfFile(file)().catch((thrown: unknown) => thrown);
      expect(describeFailure(error)).toMatch(/^密钥格式不对 \/ /);
      expect(String(error)).not.toContain(keyOf(1).slice(2));
    },
  );

  const open = async (variables: Record<string, string>) => {
    const machine = await openMachine(environmentFrom({ HOUFU_DATA: folder, ...variables }));
    try {
      const { person } = await machine.deps.keys();
      return { file: machine.keyFile, keys: person.map((key) => Buffer.from(key).toString('base64')) };
    } finally {
      await machine.stop();
    }
  };

  it('can come from the environment, and no file is made', async () => {
    const HOUFU_PERSON_KEY = keyOf(2);
    const HOUFU_PERSON_KEY_PREVIOUS = keyOf(1);
    expect(await open({ HOUFU_PERSON_KEY })).toEqual({ file: undefined, keys: [keyOf(2)] });
    const both = { HOUFU_PERSON_KEY, HOUFU_PERSON_KEY_PREVIOUS };
    expect(await open(both)).toEqual({ file: undefined, keys: [keyOf(2), keyOf(1)] });
    await expect(open({ HOUFU_PERSON_KEY_PREVIOUS })).rejects.toThrow(SettingWrong);
    expect(await readdir(folder)).not.toContain('person-key');
  });

  it('can come from Secrets Manager', async () => {
    const arn = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu';
    const { endpoint } = await secretStandIn(arn, JSON.stringify({ current: keyOf(3) }));
    askSecretsAt(endpoint);
    expect(await open({ HOUFU_SECRET_ARN: arn })).toEqual({ file: undefined, keys: [keyOf(3)] });
    vi.unstubAllEnvs();
  });
});

describe('the server', () => {
  const here = async (): Promise<RequestListener> => (_, response) => void response.end('here');

  it('answers until it is stopped', async () => {
    const { url, stop } = await listen(here, { HOUFU_HOST: '127.0.0.1', PORT: 0 });
    expect(await (await fetch(url)).text()).toBe('here');
    await stop();
    await expect(fetch(url)).rejects.toThrow();
  });

  it('tells its listener the URL, and lets go of the port where there is none to be had', async () => {
    const urls: string[] = [];
    const failing = async (url: string): Promise<RequestListener> => {
      urls.push(url);
      throw new Error('no keys');
    };
    await expect(listen(failing, { HOUFU_HOST: '127.0.0.1', PORT: 0 })).rejects.toThrow('no keys');
    expect(urls).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)]);
    await expect(fetch(urls[0] ?? '')).rejects.toThrow();
  });

  it('says in both languages what to do where the port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(listen(here, { HOUFU_HOST: '127.0.0.1', PORT: port })).rejects.toThrow(
      new RegExp(`^端口 ${port} 已被占用.*PORT=${port + 1} npm start\nPort ${port} is in use`),
    );
    other.close();
  });
});
