import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { localSettings, recordIssuer } from '../../../../infra/local/identity/issuer.ts';
import { demoPeople } from '../../../../infra/local/identity/people.ts';
import { JobError } from '../../../../infra/local/jobs/failure.ts';
import type { Output } from '../../../../infra/local/jobs/output.ts';
import { runToken, type TokenPlace } from '../../../../infra/local/jobs/token.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { Role } from '../../../../shared/domain/records/actor.ts';
import { tokenVerifier } from '../../../../shared/identity/verify.ts';
import { AREAS } from '../../../areas.ts';
import { endAll, houfu, objectsOf } from '../terminal.ts';
import { startLocalIssuer } from './browser.ts';

const PEOPLE = demoPeople(AREAS, AreaCode.parse('511722'));

let folder: string;
let dataDir: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-identity-'));
  dataDir = join(folder, 'state');
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(endAll);

const areas = [AreaCode.parse('511722')];

/** What the job says, as objects and as sentences. */
const said = async (place: Partial<TokenPlace> = {}, role: Role = 'hr_clerk') => {
  const objects: object[] = [];
  const sentences: string[] = [];
  const output: Output = {
    language: 'en',
    json: false,
    say: (object, sentence) => {
      objects.push(object);
      sentences.push(sentence());
    },
    isOver: () => false,
    remark: (sentence) => sentences.push(sentence),
    progress: () => ({ at: () => {}, done: () => {} }),
  };
  await runToken(
    { dataDir, port: 3000, accepted: undefined, people: PEOPLE, ...place },
    { role, areas },
    output,
  );
  return { objects, token: sentences[0] ?? '' };
};

describe('the token of the job', () => {
  it.each(Role.options)('is believed of %s as one of the running issuer', async (role) => {
    // Made with the keys that a job has made before any server ran.
    await said();
    const local = await startLocalIssuer(dataDir);
    try {
      await recordIssuer(dataDir, local.issuer);
      const { token, objects } = await said({}, role);
      const person = await tokenVerifier(localSettings(local.issuer), Date.now)(token);
      const ready = PEOPLE.find((one) => one.role === role);
      expect(person.actor).toEqual({ kind: 'person', id: ready?.sub, role, areas });
      expect(person.name).toBe(ready?.name);
      expect(objects).toEqual([{ token, role, areas, expires: person.expires }]);
    } finally {
      await local.stop();
    }
  });

  it('is of the issuer that there would be where none has run, and of the last that ran', async () => {
    expect(decodeJwt((await said({ port: 4000 })).token).iss).toBe('http://127.0.0.1:4000/oidc');
    await recordIssuer(dataDir, 'http://127.0.0.1:5000/oidc');
    expect(decodeJwt((await said({ port: 4000 })).token).iss).toBe('http://127.0.0.1:5000/oidc');
    expect((await readdir(dataDir)).sort()).toEqual(['identity-keys.json', 'issuer']);
  });

  it('is not made where another issuer is believed, and nothing is left behind', async () => {
    const elsewhere = said({ accepted: 'https://id.example.gov.cn' });
    await expect(elsewhere).rejects.toThrow(JobError);
    await expect(elsewhere).rejects.toThrow(/OIDC_ISSUER is https:\/\/id\.example\.gov\.cn/);
    expect(await readdir(folder)).toEqual([]);
    const own = await said({ accepted: 'http://127.0.0.1:3000/oidc' });
    expect(own.token).not.toBe('');
  });
});

describe('houfu token', () => {
  it('prints the token and nothing else', async () => {
    const { code, out, err } = await houfu(
      dataDir,
      'token',
      '--as',
      'hr_clerk',
      '--areas',
      '511722,511723107',
    );
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeJwt(out.trim())).toMatchObject({ role: 'hr_clerk', areas: ['511722', '511723107'] });
    expect(await readdir(dataDir)).toEqual(['identity-keys.json']);
  });

  it('with --json says whose it is', async () => {
    const ended = await houfu(dataDir, 'token', '--as', 'admin', '--areas', '5117', '--json');
    expect([ended.code, ended.err]).toEqual([0, '']);
    expect(objectsOf(ended)).toEqual([
      { token: expect.stringMatching(/^ey/), role: 'admin', areas: ['5117'], expires: expect.any(Number) },
    ]);
  });

  it.each<[string[], RegExp]>([
    [
      ['--as', 'root', '--areas', '511722'],
      /^没有角色“root”，可选：hr_clerk 人社局经办人员、.*admin 系统管理员$/,
    ],
    [['--as', 'hr_clerk', '--areas', '511722,99'], /^“99”不是在用的区划代码，如 511722/],
    [['--as', 'hr_clerk', '--areas', ','], /^“,”不是在用的区划代码/],
    [['--as', 'hr_clerk'], /^缺少“--areas <codes>”；加 --help 查看用法$/],
    [['--areas', '511722'], /^缺少“--as <role>”；加 --help 查看用法$/],
    [['--lang', 'en', '--as', 'root', '--areas', '5117'], /^There is no role “root”; choose one of hr_clerk/],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const { code, out, err } = await houfu(dataDir, 'token', ...args);
    expect([code, out]).toEqual([1, '']);
    expect(err.trimEnd()).toMatch(sentence);
    expect(await readdir(folder)).toEqual([]);
  });
});
