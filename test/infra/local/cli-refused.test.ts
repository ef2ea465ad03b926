import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHEET_KINDS } from '../../../shared/sheets/kinds.ts';
import { endAll, houfu } from './terminal.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-cli-'));
  // The beginning of every file of the old binary format.
  await writeFile(join(folder, 'old.xls'), Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'));
});

afterAll(async () => {
  endAll();
  await rm(folder, { recursive: true, force: true });
});

const REFUSED: [string[], RegExp][] = [
  [['import', 'nonsense', 'x.xlsx'], /^没有“nonsense”这种表，可选：sites 安置点台账、.*coverage 保障台账$/],
  [['import', 'members'], /^缺少“file”；加 --help 查看用法$/],
  [['import', 'members', 'none.xlsx'], /^无法打开 none\.xlsx：没有这个文件或文件夹，请核对路径$/],
  [['import', 'members', '.'], /^无法打开 \.：这是文件夹，不是文件$/],
  [['import', 'members', 'old.xls'], /^old\.xls: .*xls.*xlsx/],
  [['audit', '--on', '2026-02-30'], /^“2026-02-30”不是日期，请写成 2026-06-15 的形式$/],
  [['audit', '--area', '99'], /^“99”不是在用的区划代码，如 511722/],
  [['findings', '--area', '511722999'], /^“511722999”不是在用的区划代码/],
  [['findings', '--rule', 'R10'], /^没有规则“R10”，可选：R1、.*R9$/],
  [['findings', '--on'], /^“--on <date>”后面要有值；加 --help 查看用法$/],
  [['demo', '--households', '0'], /^“0”不是 1 到 100000 的整数$/],
  [['demo', '--households', '1e9'], /^“1e9”不是 1 到 100000 的整数$/],
  [['reconcile', '--force'], /^没有选项“--force”；加 --help 查看用法$/],
  [['audit', 'now'], /^参数太多；加 --help 查看用法$/],
  [['nonsense'], /^没有命令“nonsense”；加 --help 查看用法$/],
  [['template', 'members', 'none/x.xlsx'], /^无法写入 none\/x\.xlsx：没有这个文件或文件夹，请核对路径$/],
  [['--lang', 'fr', 'audit'], /^没有语言“fr”，可选：zh-CN、en$/],
  [['--lang', 'en', 'audit', '--on', 'x'], /^“x” is no date; write it like 2026-06-15$/],
];

describe('a command line that cannot be', () => {
  it.concurrent.each(REFUSED)('%j is refused in one sentence', async (args, sentence) => {
    const named = args.map((one) => (/^(old|none\.|none\/|\.$)/.test(one) ? join(folder, one) : one));
    const { code, out, err } = await houfu(join(folder, 'state'), ...named);
    expect([code, out]).toEqual([1, '']);
    expect(err.replaceAll(`${folder}/`, '').replace(folder, '.').trimEnd()).toMatch(sentence);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });
});

describe('--help', () => {
  it.concurrent.each([
    [[], ['import', 'template', 'audit', 'findings', 'reconcile', 'demo', '--json', '--lang']],
    [['import'], [...SHEET_KINDS, '--dry-run', '--refused']],
    [['template'], [...SHEET_KINDS]],
    [['audit'], ['--on', '--area']],
    [['findings'], ['--on', '--area', '--rule']],
    [['reconcile'], ['--repair']],
    [['demo'], ['--households', '--seed']],
  ])('of %j says what there is', async (args, words) => {
    const { code, out, err } = await houfu(join(folder, 'state'), ...args, '--help');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/^用法 \/ Usage: houfu/);
    for (const word of words) expect(out).toContain(word);
  });
});

it('what only asks for help or is refused at once leaves no folder behind', async () => {
  await houfu(join(folder, 'untouched'), 'audit', '--on', 'x');
  await houfu(join(folder, 'untouched'), '--help');
  expect(await readdir(folder)).not.toContain('untouched');
});
