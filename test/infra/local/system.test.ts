import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isAlive, sendSignal } from '../../../infra/local/engine/process.ts';
import { readEngineRecord } from '../../../infra/local/engine/record.ts';
import { endAll, houfu, objectsOf, start, startFails } from './terminal.ts';

const folders: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'houfu-system-'));
  folders.push(folder);
  return folder;
};

afterEach(endAll);
afterAll(async () => {
  for (const folder of folders) {
    const left = await readEngineRecord(folder);
    if (left) sendSignal(left.engine, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  }
});

const there = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );

/** The address that the system says it answers at. */
const addressOf = (line: string) => new URL('/api/v1/', /http\S+/.exec(line)?.[0]).href;

/** A token as somebody gets one who tries the system out. */
const tokenFor = async (dataDir: string, role: string, areas: string): Promise<string> => {
  const { code, out } = await houfu(dataDir, 'token', '--as', role, '--areas', areas);
  expect(code).toBe(0);
  return out.trim();
};
const householdsAt = async (address: string, token: string): Promise<string[]> => {
  const ids: string[] = [];
  let cursor = '';
  do {
    const reply = await fetch(`${address}households?limit=200${cursor}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(reply.status).toBe(200);
    const { items, next } = (await reply.json()) as { items: { id: string }[]; next?: string };
    ids.push(...items.map(({ id }) => id));
    cursor = next === undefined ? '' : `&cursor=${next}`;
  } while (cursor !== '');
  return ids;
};
const recorded = async (dataDir: string) => {
  const record = await readEngineRecord(dataDir);
  if (!record) throw new Error('no engine is recorded');
  return record;
};

describe('the system on one machine', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = await newFolder();
    expect((await houfu(dataDir, 'demo', '--households', '6', '--seed', '7')).code).toBe(0);
  });

  it('answers on loopback, shares its engine with jobs, outlives a second start, and leaves all in order', async () => {
    const system = start({ HOUFU_DATA: dataDir, PORT: '0' });
    const address = addressOf(await system.says(/接口已启动/));
    const url = new URL(address);
    expect(url.hostname).toBe('127.0.0.1');
    expect(await (await fetch(`${address}healthz`)).json()).toMatchObject({ table: 'answers' });
    expect((await fetch(`${address}households`)).status).toBe(401);
    const token = await tokenFor(dataDir, 'county_lead', '5117');
    const before = await householdsAt(address, token);
    expect(before.length).toBeGreaterThan(3);

    const { engine } = await recorded(dataDir);
    const beside = await houfu(dataDir, 'reconcile', '--json');
    expect(objectsOf(beside)).toMatchObject([{ differences: 0 }]);
    expect((await recorded(dataDir)).engine).toEqual(engine);

    const second = await startFails({ HOUFU_DATA: dataDir, PORT: url.port });
    expect(second.code).toBe(1);
    expect(second.err).toMatch(
      new RegExp(`^端口 ${url.port} 已被占用：.*PORT=${Number(url.port) + 1} npm start`),
    );
    expect(second.err).not.toMatch(/ at .*\.ts/);
    expect((await fetch(`${address}healthz`)).status).toBe(200);

    const { code, said } = await system.interrupt();
    expect(code).toBe(0);
    expect(said).toMatch(/正在停止……\n已停止$/);
    expect(isAlive(engine)).toBe(false);
    expect(await readEngineRecord(dataDir)).toBeUndefined();
    await expect(fetch(`${address}healthz`)).rejects.toThrow();

    const next = start({ HOUFU_DATA: dataDir, PORT: '0' });
    const later = addressOf(await next.says(/接口已启动/));
    // Another port is another issuer, whose tokens are its own.
    expect((await fetch(`${later}me`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    expect(await householdsAt(later, await tokenFor(dataDir, 'county_lead', '5117'))).toEqual(before);
    const again = await next.interrupt();
    expect(again.code).toBe(0);
    expect(again.said).not.toContain('示范县');
  });

  it('says in a sentence what it cannot start with', async () => {
    const folder = join(await newFolder(), 'none');
    const blind = `data:text/javascript,${encodeURIComponent(`
      import Module from 'node:module';
      const resolve = Module._resolveFilename;
      Module._resolveFilename = (name, ...more) => {
        if (name.startsWith('@dynoxide/')) throw new Error('not installed');
        return resolve(name, ...more);
      };`)}`;
    const [everywhere, port, endpoint, engine] = await Promise.all([
      startFails({ HOUFU_DATA: folder, HOUFU_HOST: '0.0.0.0' }),
      startFails({ HOUFU_DATA: folder, PORT: 'abc' }),
      startFails({ HOUFU_DATA: folder, PORT: '0', DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' }),
      startFails({ HOUFU_DATA: folder, PORT: '0' }, ['--import', blind]),
    ]);
    expect(everywhere.err).toMatch(/^HOUFU_HOST=0\.0\.0\.0: 127\.0\.0\.1、localhost.* \/ .+/);
    expect(port.err).toMatch(/^PORT=abc: 0 到 65535/);
    expect(endpoint.err).toMatch(/^数据库没有应答，请检查 DYNAMODB_ENDPOINT/);
    expect(engine.err).toMatch(/^本机没有可用的内置数据库引擎.*DYNAMODB_ENDPOINT/);
    for (const { code, out, err } of [everywhere, port, endpoint, engine]) {
      expect([code, out]).toEqual([1, '']);
      expect(err).not.toMatch(/^\s+at /m);
    }
  });

  it('completes at the next start a first run that was cut off', async () => {
    const folder = await newFolder();
    const first = start({ HOUFU_DATA: folder, PORT: '0' }, 30);
    await first.says(/^02-搬迁户家庭成员/);
    const { engine } = await recorded(folder);
    const cut = await first.interrupt();
    expect(cut.code).toBe(0);
    expect(cut.said).toMatch(/已停止$/);
    expect(cut.said).not.toMatch(/接口已启动|^\s+at /m);
    expect(isAlive(engine)).toBe(false);
    expect([await there(join(folder, 'demo-begun')), await there(join(folder, 'demo-done'))]).toEqual([
      true,
      false,
    ]);

    const second = start({ HOUFU_DATA: folder, PORT: '0' }, 30);
    await second.says(/接口已启动/);
    const whole = await second.interrupt();
    // A line a sheet, whatever was refused of it.
    expect(whole.said.match(/^0\d-.*未导入 \d+ 行$/gm)).toHaveLength(7);
    expect(whole.said).not.toMatch(/^第 \d+ 行/m);
    expect(await there(join(folder, 'demo-done'))).toBe(true);

    const atOnce = await newFolder();
    await houfu(atOnce, 'demo', '--households', '30', '--seed', '7');
    const found = async (dataDir: string) =>
      objectsOf(await houfu(dataDir, 'findings', '--json'))
        .map(({ subject, rule, outcome, since }) => [subject, rule, outcome, since].join())
        .sort();
    const expected = await found(atOnce);
    expect(expected.length).toBeGreaterThan(250);
    expect(await found(folder)).toEqual(expected);
    expect(objectsOf(await houfu(folder, 'reconcile', '--json'))).toMatchObject([{ differences: 0 }]);
  });
});
