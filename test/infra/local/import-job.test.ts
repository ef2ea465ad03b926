import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runImport } from '../../../infra/local/jobs/import.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { testDeps } from '../../deps.ts';
import { csv, ID } from '../../shared/sheets/files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-import-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** An output that keeps what is said: objects as for a program, or sentences as for people. */
const kept = (json: boolean) => {
  const said: unknown[] = [];
  const output: Output = {
    language: 'zh-CN',
    json,
    say: (object, sentence) => said.push(json ? object : sentence()),
    isOver: () => false,
    remark: () => {},
    progress: () => ({ at: () => {}, done: () => {} }),
  };
  return { said, output };
};

test('a county and a year that are said hold for rows that name none; a preview for a program lists every row', async () => {
  const deps = await testDeps('2026-06-15');
  const file = join(folder, 'members.csv');
  await writeFile(
    file,
    csv([
      ['户编号', '姓名', '证件号码', '乡', '劳动技能'],
      ['K1', '某人', ID, '南坝镇', '普通劳动力'],
    ]),
  );
  const job = { kind: 'members' as const, file, county: AreaCode.parse('511722'), year: 2025 };
  const first = await runImport(deps, { ...job, dryRun: false }, kept(false).output);
  expect(first.counts).toEqual({ created: 1, changed: 0, unchanged: 0, refused: 0 });

  const program = kept(true);
  await runImport(deps, { ...job, dryRun: true }, program.output);
  expect(program.said).toMatchObject([{ row: 2, status: 'unchanged', changes: [] }, { unchanged: 1 }]);
  const people = kept(false);
  await runImport(deps, { ...job, dryRun: true }, people.output);
  expect(people.said).toEqual([expect.stringContaining('1')]);
});

test('refused rows never go into the file that they come from', async () => {
  const deps = await testDeps('2026-06-15');
  const file = join(folder, 'same.csv');
  const bytes = csv([['户编号', '姓名', '证件号码', '乡']]);
  await writeFile(file, bytes);
  const job = { kind: 'members' as const, file, dryRun: true, refused: join(folder, '.', 'same.csv') };
  await expect(runImport(deps, job, kept(false).output)).rejects.toThrow('same.csv');
  expect(new Uint8Array(await readFile(file))).toEqual(new Uint8Array(bytes));
});
