import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoSheets } from '../../../infra/local/demo/index.ts';
import { sendSignal } from '../../../infra/local/engine/process.ts';
import { readEngineRecord } from '../../../infra/local/engine/record.ts';
import { environmentFrom } from '../../../infra/local/environment.ts';
import { openMachine } from '../../../infra/local/machine.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { dateInShanghai, dateOf, dayOf } from '../../../shared/domain/calendar/dates.ts';
import { RULES } from '../../../shared/domain/rules/registry.ts';
import type { SheetKind } from '../../../shared/sheets/kinds.ts';
import { readSheet } from '../../../shared/sheets/read.ts';
import { AREAS } from '../../areas.ts';
import { everything, put } from '../../shared/table/raw.ts';
import { type Ended, endAll, houfu, houfuUnread, objectsOf } from './terminal.ts';

const today = dateInShanghai(Date.now());
let folder: string;
const DEMO_PLACE = { areas: AREAS, county: AreaCode.parse('511722') };

let dataDir: string;
let made: Ended;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-cli-'));
  dataDir = join(folder, 'state');
  made = await houfu(dataDir, 'demo', '--households', '12', '--seed', '7', '--json');
});

afterAll(async () => {
  endAll();
  const left = await readEngineRecord(dataDir);
  if (left) sendSignal(left.engine, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const job = (...args: string[]) => houfu(dataDir, ...args);
const demoFile = async (kind: SheetKind): Promise<string> => {
  const name = demoSheets({ ...DEMO_PLACE, households: 12, seed: 7, today }).find(
    (sheet) => sheet.kind === kind,
  )?.fileName;
  return join(dataDir, 'demo', name ?? '');
};

describe('houfu demo', () => {
  it('with --json says one object a sheet, then what was typed in, then the audit, and nothing else', () => {
    expect([made.code, made.err]).toEqual([0, '']);
    const said = objectsOf(made);
    expect(said.map(({ kind }) => kind)).toEqual([
      'sites',
      'members',
      'income',
      'industries',
      'linkages',
      'employment',
      'coverage',
      undefined,
      undefined,
    ]);
    expect(said.at(-2)).toEqual({ followUps: 12 });
    expect(said.at(-1)).toMatchObject({ on: today, townships: 200, failed: [], missing: [] });
    const expected = demoSheets({ ...DEMO_PLACE, households: 12, seed: 7, today }).map(
      ({ expectRefused }) => expectRefused.length,
    );
    expect(said.slice(0, 7).map(({ refused }) => refused)).toEqual(expected);
  });

  it('has put what was refused into sheets with the reasons', async () => {
    expect(await readdir(join(dataDir, 'demo', '未导入'))).toHaveLength(7);
  });

  it('again changes nothing', async () => {
    const again = objectsOf(await job('demo', '--households', '12', '--seed', '7', '--json'));
    for (const [i, first] of objectsOf(made).slice(0, 7).entries()) {
      expect(again[i]).toEqual({
        ...first,
        created: 0,
        changed: 0,
        unchanged: Number(first.created) + Number(first.changed) + Number(first.unchanged),
      });
    }
    expect(again.slice(7)).toMatchObject([{ followUps: 0 }, { changed: 0 }]);
  });
});

describe('houfu import', () => {
  it('of a sheet that is on record says so', async () => {
    const { code, out, err } = await job('import', 'coverage', await demoFile('coverage'));
    expect(code).toBe(0);
    expect(out).toMatch(/^第 \d+ 行/);
    expect(out).toMatch(/：新增 0 行，修改 0 行，无变化 \d+ 行，未导入 \d+ 行\n$/);
    expect(err).toMatch(/^表头在第 2 行\n/);
    expect(err).toMatch(/--refused/);
  });

  it('previews a changed sheet from what to what, writes nothing, and then takes it in', async () => {
    const sheet = demoSheets({ ...DEMO_PLACE, households: 12, seed: 7, today }).find(
      ({ kind }) => kind === 'income',
    );
    if (!sheet) throw new Error('the demo has a sheet of incomes');
    const column = sheet.headings.findIndex(({ text }) => text.startsWith('转移性收入'));
    const index = sheet.rows.findIndex((_, row) => sheet.expectRefused.every((one) => one.row !== row));
    const cells = (sheet.rows[index] ?? []).map((cell) => (typeof cell === 'object' ? '' : String(cell)));
    const was = Number(cells[column]);
    cells[column] = String(was + 111);
    const file = join(folder, 'changed.csv');
    await writeFile(file, `${sheet.headings.map(({ text }) => text).join()}\n${cells.join()}\n`);

    const preview = ['import', 'income', file, '--dry-run'];
    const [row, summary] = objectsOf(await job(...preview, '--json'));
    expect(row).toMatchObject({ row: 2, status: 'changed' });
    expect(JSON.stringify(row?.changes)).toMatch(
      new RegExp(`"from":.*"transfer":${was}\\b.*"to":.*"transfer":${was + 111}\\b`),
    );
    expect(summary).toMatchObject({ dryRun: true, created: 0, changed: 1, unchanged: 0, refused: 0 });

    // Nothing was written: the same preview again, now for people.
    const shown = await job(...preview);
    expect(shown.out).toMatch(new RegExp(`^第 2 行 修改：.*${was}.* → .*${was + 111}`));
    expect(shown.out).toContain('（预览，未写入）');

    expect(objectsOf(await job('import', 'income', file, '--json'))).toMatchObject([{ changed: 1 }]);
    expect(objectsOf(await job('import', 'income', file, '--json'))).toMatchObject([
      { changed: 0, unchanged: 1 },
    ]);
  });

  it('puts the refused rows with their reasons into a sheet', async () => {
    const refused = join(folder, 'refused.xlsx');
    const { code } = await job('import', 'members', await demoFile('members'), '--refused', refused);
    expect(code).toBe(0);
    const read = await readSheet('members', await readFile(refused));
    const rows = [...read.rows, ...read.refused];
    expect(rows).toHaveLength(Number(objectsOf(made)[1]?.refused));
    expect(read.header.headings).toContain('未导入原因');
    expect(rows.filter(({ cells }) => !/[\u4e00-\u9fff]{4}/.test(cells.未导入原因 ?? ''))).toEqual([]);
  });

  it('takes nothing in where the refused rows could not be written', async () => {
    const file = join(folder, 'site.csv');
    await writeFile(file, '安置点名称,县,乡,入住时间\n新点,宣汉县,南坝镇,2019-10\n');
    const lost = await job('import', 'sites', file, '--refused', join(folder, 'none', 'x.xlsx'));
    expect(lost).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^无法写入 .*没有这个文件或文件夹/),
    });
    expect(objectsOf(await job('import', 'sites', file, '--dry-run', '--json')).at(-1)).toMatchObject({
      created: 1,
    });
  });
});

describe('houfu reconcile, findings and audit', () => {
  it('reconcile finds no difference', async () => {
    const { code, out, err } = await job('reconcile', '--json');
    expect([code, err]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ differences: 0, looked: expect.any(Number), failed: [] });
  });

  it('verify finds no fault, and fails where a change was edited', async () => {
    const sound = await job('verify', '--json');
    expect([sound.code, sound.err]).toEqual([0, '']);
    expect(objectsOf(sound)).toEqual([{ looked: expect.any(Number), faults: 0, failed: [] }]);
    const machine = await openMachine(environmentFrom({ HOUFU_DATA: dataDir }));
    const { table } = machine.deps;
    const change = (await everything(table)).find(({ sk }) => sk === 'CHANGE#0000000001');
    if (!change) throw new Error('the demo has changes');
    await put(table, { ...change, change: { ...(change.change as object), actor: 'somebody else' } });
    await machine.stop();
    const { code, out } = await job('verify', '--area', '511722');
    expect(code).toBe(1);
    expect(out).toMatch(/：第 1 版的变更记录被改动\n核验 \d+ 份档案的变更记录：1 处有问题\n$/);
    const again = await openMachine(environmentFrom({ HOUFU_DATA: dataDir }));
    await put(again.deps.table, change);
    await again.stop();
  });

  it('findings says one finding a line', async () => {
    const { code, out, err } = await job('findings', '--on', '2026-06-15', '--json');
    expect([code, err]).toEqual([0, '']);
    const findings = objectsOf({ code, out, err });
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(RULES));
    for (const { subject, rule, outcome, since, changesOn, reasons } of findings) {
      expect(subject).toMatch(
        rule === 'R1' ? /安置点$/ : /^(R[568])$/.test(String(rule)) ? /^\d{15}\/\d+$/ : /^\d{15}$/,
      );
      expect(outcome).toMatch(/^(met|at_risk|gap|unknown|not_applicable)$/);
      for (const day of [since, changesOn]) {
        if (day !== undefined) expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
      expect(Array.isArray(reasons)).toBe(true);
    }
    const one = await job('findings', '--on', '2026-06-15', '--rule', 'R3', '--json');
    const ofRule = ({ rule }: Record<string, unknown>) => rule === 'R3';
    expect(objectsOf(one)).toEqual(findings.filter(ofRule));
    const elsewhere = await job('findings', '--area', '511725');
    expect(elsewhere).toMatchObject({ code: 0, out: '', err: '没有符合条件的结论\n' });
  });

  it('findings and help end quietly where nobody reads them any more', async () => {
    const unread = await houfuUnread(dataDir, 'findings');
    expect(unread).toEqual({ code: 0, out: '', err: expect.stringMatching(/^(对象\t[^\n]*\n)?$/) });
    expect(await houfuUnread(dataDir, '--help')).toEqual({ code: 0, out: '', err: '' });
  });

  it('audit of a village is that of its township', async () => {
    const { code, out } = await job('audit', '--area', '511722107203', '--json');
    expect([code, JSON.parse(out)]).toMatchObject([0, { townships: 1, missing: [], failed: [] }]);
  });

  it('audit of a coming day evaluates what is due by then, once', async () => {
    const on = dateOf(dayOf(today) + 400);
    const [first] = objectsOf(await job('audit', '--on', on, '--json'));
    expect(first).toMatchObject({ on, townships: 200, failed: [], missing: [] });
    expect(Number(first?.changed)).toBeGreaterThan(0);
    expect(objectsOf(await job('audit', '--on', on, '--json'))).toMatchObject([{ changed: 0 }]);
    const township = await job('audit', '--on', on, '--area', '511722107');
    expect(township.out).toMatch(/^核查 \d{4}-\d\d-\d\d：1 个乡镇，/);
  });
});
