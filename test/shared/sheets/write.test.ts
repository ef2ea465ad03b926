import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../shared/sheets/columns/index.ts';
import { SHEET_KINDS } from '../../../shared/sheets/kinds.ts';
import { readSheet } from '../../../shared/sheets/read.ts';
import { makeTemplate, writeRefusedRows, writeSheet } from '../../../shared/sheets/write.ts';
import { csv, ID } from './files.ts';

const grid = async (bytes: Uint8Array, sheet = 0) =>
  (await readXlsxFile(Buffer.from(bytes)))[sheet]?.data ?? [];

describe('a written sheet', () => {
  it('has the columns of data.md in their order', async () => {
    expect(await grid(await writeSheet('linkages', []))).toEqual([
      ['安置点名称', '产业名称', '户编号', '利益联结方式', '开始时间', '结束时间', '年收益(元)'],
    ]);
    const [members] = await grid(await writeSheet('members', []));
    expect(members?.slice(0, 12).join(' ')).toBe(
      '省 市 县 乡 村 户编号 人口编号 姓名 性别 出生日期 证件类型 证件号码',
    );
    expect(new Set(members).size).toBe(members?.length);
  });

  it('keeps long numbers as text', async () => {
    const [, row] = await grid(
      await writeSheet('members', [{ householdNumber: '0012', name: '张三', idNumber: ID as never }]),
    );
    expect([row?.[5], row?.[11]]).toEqual(['0012', ID]);
  });

  it.each(['=1+1', '+86', '-3', '@a', "'=1", "'@", '=HYPERLINK("http://a")'])(
    'holds no formula where text begins like one: %s',
    async (note) => {
      const bytes = await writeSheet('sites', [{ name: '新村', note }]);
      const strings = strFromU8(unzipSync(bytes)['xl/sharedStrings.xml'] ?? new Uint8Array());
      const texts = [...strings.matchAll(/<t[^>]*>([^<]*)</g)].map(([, one]) => one ?? '');
      expect(texts.filter((one) => /^[=+\-@]/.test(one))).toEqual([]);
      expect((await readSheet('sites', bytes)).rows[0]?.values.note).toBe(note);
    },
  );

  it.each(['a_x0041_b_x005F_', 'constructor', '__proto__', 'toString'])('keeps the text %s', async (note) => {
    const bytes = await writeSheet('sites', [
      { name: '新村', note },
      { name: '旧村', note: '其他' },
    ]);
    expect((await readSheet('sites', bytes)).rows.map(({ values }) => values.note)).toEqual([note, '其他']);
  });
});

describe('a template', () => {
  it.each(SHEET_KINDS)('of %s can be filled in, and explains every column', async (kind) => {
    const bytes = await makeTemplate(kind);
    const [headings, ...blank] = await grid(bytes);
    expect(blank).toEqual([]);
    expect(headings).toEqual([...new Set(columnsOf(kind).map(({ heading }) => heading))]);
    const [, ...explained] = await grid(bytes, 1);
    expect(explained.map(([heading]) => heading)).toEqual(headings);
    expect(explained.every(([, , explanation]) => typeof explanation === 'string')).toBe(true);
    expect(await readSheet(kind, bytes)).toMatchObject({ rows: [], refused: [], unknownColumns: [] });
  });

  it('offers the allowed values and is made for text', async () => {
    const bytes = await makeTemplate('employment');
    const explained = await grid(bytes, 1);
    expect(explained.find(([heading]) => heading === '务工区域')?.[3]).toBe(
      '乡(镇)内、乡(镇)外县内、县外省内、省外',
    );
    expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toMatch(
      /<c r="B2" s="\d+"\/>/,
    );
  });
});

describe('a sheet of refused rows', () => {
  const FILE = csv([
    ['姓名', '身份证号', '开始时间', '帮扶干部'],
    ['张三', '="511799198801010013"', '2026-02-30', '=王某'],
    ['李四', ID, '2026-03-01', '赵某'],
  ]);

  it('gives the rows back as they stood, with the reasons last', async () => {
    const { kind, header, refused } = await readSheet('employment', FILE);
    const bytes = await writeRefusedRows(
      kind,
      header.headings,
      refused,
      ({ cell, code }) => `${cell} ${code}`,
    );
    expect(await grid(bytes)).toEqual([
      ['姓名', '身份证号', '开始时间', '帮扶干部', '未导入原因'],
      ['张三', '511799198801010013', '2026-02-30', "'=王某", 'B2 id_number_check；C2 date_not_in_calendar'],
    ]);
  });

  it('does not give back an ID number whose last digits are lost: as text it could pass for a sound one', async () => {
    const cells = { 姓名: '张三', 身份证号: '511799198001019000' };
    const spoilt = { row: 2, column: '身份证号', code: 'id_number_digits_lost' };
    const row = (problems: (typeof spoilt)[]) =>
      writeRefusedRows('employment', ['姓名', '身份证号'], [{ cells, problems }], () => '');
    expect((await grid(await row([spoilt])))[1]?.slice(0, 2)).toEqual(['张三', null]);
    expect((await grid(await row([{ ...spoilt, code: 'id_number_check' }])))[1]?.[1]).toBe(cells.身份证号);
  });

  it('can be loaded again, and has the reasons once', async () => {
    const first = await readSheet('employment', FILE);
    const sheet = async (read: typeof first) =>
      await writeRefusedRows(read.kind, read.header.headings, read.refused, ({ code }) => code);
    const again = await readSheet('employment', await sheet(first));
    expect(again.unknownColumns).toEqual(['帮扶干部', '未导入原因']);
    expect(again.refused.map(({ problems }) => problems.map(({ code }) => code))).toEqual(
      first.refused.map(({ problems }) => problems.map(({ code }) => code)),
    );
    expect(await grid(await sheet(again))).toEqual(await grid(await sheet(first)));
  });
});
