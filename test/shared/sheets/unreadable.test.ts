import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpack } from '../../../shared/sheets/archive.ts';
import { readSheet } from '../../../shared/sheets/read.ts';
import { SheetUnreadable } from '../../../shared/sheets/row.ts';
import { csv, ID, parts, textRow, workbookOf, xlsx } from './files.ts';

const HEADINGS = ['姓名', '身份证号码', '开始时间'];

const refusal = async (bytes: Uint8Array): Promise<Pick<SheetUnreadable, 'code' | 'values'>> => {
  try {
    await readSheet('employment', bytes);
  } catch (error) {
    if (error instanceof SheetUnreadable) return { code: error.code, values: error.values };
    throw error;
  }
  throw new Error('was read');
};

const ole = (...names: string[]): Uint8Array =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_000),
    ...names.map((name) => Buffer.from(name, 'utf16le')),
  ]);

describe('files that are no sheet', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'file_empty'],
    ['blanks', strToU8('\ufeff  \r\n'), 'file_empty'],
    ['a .xls, whatever its name', ole('Workbook'), 'xls'],
    ['an encrypted workbook', ole('EncryptionInfo', 'EncryptedPackage'), 'workbook_encrypted'],
    ['a PDF', strToU8('%PDF-1.7 …'), 'not_a_spreadsheet'],
    ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), 'not_a_spreadsheet'],
    ['a photograph', new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'not_a_spreadsheet'],
    ['JSON', strToU8('[{"姓名": "张三"}]'), 'not_a_spreadsheet'],
    ['a web page named .xls', strToU8('<html><table><tr><td>姓名</td></tr></table></html>'), 'web_page'],
    ['an archive of something else', zipSync({ 'word/document.xml': strToU8('<w/>') }), 'not_a_spreadsheet'],
    ['a binary workbook', zipSync({ 'xl/workbook.bin': strToU8('x') }), 'xlsb'],
    ['an archive cut short', workbookOf(textRow(1, HEADINGS)).subarray(0, 300), 'archive_broken'],
    ['a workbook that is not XML', workbookOf('<row r="1"><c r="A1"></row>'), 'workbook_broken'],
    ['bytes of no encoding', new Uint8Array([0x41, 0xff, 0xff, 0x2c, 0x80]), 'encoding_unknown'],
    ['quotes that do not match', strToU8('姓名,身份证号码\r\n"张三,1\r\n'), 'csv_malformed'],
  ])('refuses %s', async (_what, bytes, code) => {
    expect((await refusal(bytes)).code).toBe(code);
  });

  it('refuses a file above 50 MB without looking at it', async () => {
    expect(await refusal(new Uint8Array(50_000_001))).toEqual({
      code: 'file_too_large',
      values: { limit: 50 },
    });
  });

  it('refuses an archive with encrypted parts', async () => {
    const bytes = Buffer.from(workbookOf(textRow(1, HEADINGS)));
    const entry = bytes.indexOf(Buffer.from('504b0102', 'hex'));
    bytes.writeUInt16LE(bytes.readUInt16LE(entry + 8) | 1, entry + 8);
    expect((await refusal(bytes)).code).toBe('workbook_encrypted');
  });
});

describe('zip bombs', () => {
  it('refuses by what the directory declares, before inflating', async () => {
    const row = textRow(2, ['张三', ID, '2026-03-01']);
    const bomb = workbookOf(textRow(1, HEADINGS) + row + ' '.repeat(201_000_000));
    expect(bomb.length).toBeLessThan(1_000_000);
    expect(await refusal(bomb)).toEqual({ code: 'archive_too_large', values: { limit: 200 } });
  });

  it('inflates no byte more than declared where the directory lies', async () => {
    const bytes = Buffer.from(workbookOf(textRow(1, HEADINGS) + ' '.repeat(5_000_000)));
    const name = Buffer.from('xl/worksheets/sheet1.xml');
    const entry = bytes.lastIndexOf(name) - 46;
    bytes.writeUInt32LE(1_000, entry + 24);
    expect((await refusal(bytes)).code).toBe('archive_too_large');
  });

  it('counts all parts together', () => {
    const files = Object.fromEntries(
      Array.from({ length: 10 }, (_, i) => [`xl/${i}.xml`, strToU8(' '.repeat(1_000))]),
    );
    expect(() => unpack(zipSync(files), 9_999)).toThrow(SheetUnreadable);
    expect(unpack(zipSync(files), 10_000).size).toBe(10);
  });

  it('leaves pictures alone, however large', () => {
    const files = { ...parts('<worksheet/>'), 'xl/media/image1.png': new Uint8Array(2_000) };
    expect(unpack(zipSync(files), 1_500).has('xl/media/image1.png')).toBe(false);
  });

  it('refuses too many parts', () => {
    const files = Object.fromEntries(
      Array.from({ length: 2_001 }, (_, i) => [`xl/${i}.xml`, new Uint8Array()]),
    );
    expect(() => unpack(zipSync(files))).toThrow(SheetUnreadable);
  });

  it.each([
    ['a column far to the right', '<row r="2"><c r="XFD2"><v>1</v></c></row>'],
    ['a row far below', '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'],
    ['a row that no sheet has', '<row r="99999999"/>'],
  ])('refuses a cell in %s, which a parser would fill up to', async (_what, rows) => {
    expect((await refusal(workbookOf(textRow(1, HEADINGS) + rows))).code).toBe('sheet_too_far');
  });

  it('reads past empty cells that are only formatted, however far out', async () => {
    const bytes = workbookOf(
      `${textRow(1, HEADINGS)}<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c>` +
        `<c r="B2" t="inlineStr"><is><t>${ID}</t></is></c><c r="XFD2"/></row><row r="1048576"/>`,
    );
    expect((await readSheet('employment', bytes)).rows).toHaveLength(1);
  });
});

describe('sheets without a usable header', () => {
  it('names the headings that were looked for', async () => {
    expect(
      await refusal(
        csv([
          ['甲', '乙'],
          ['1', '2'],
        ]),
      ),
    ).toEqual({
      code: 'header_not_found',
      values: { columns: '姓名、身份证号码、开始时间', rows: 30 },
    });
  });

  it('names the row that comes nearest', async () => {
    expect(
      await refusal(
        csv([
          ['就业台账', ''],
          ['人员姓名', '工种'],
          ['张三', '焊工'],
        ]),
      ),
    ).toMatchObject({
      code: 'header_near',
      values: { row: 2 },
    });
  });

  it('names the columns that are missing', async () => {
    expect(await refusal(await xlsx([['姓名', '工种', '开始时间']]))).toEqual({
      code: 'columns_missing',
      values: { columns: '身份证号码', row: 1 },
    });
  });

  it.each([
    ['the same heading', ['姓名', '身份证号码', '身份证号码', '开始时间']],
    ['two spellings of one', ['姓名', '身份证号', '证件号码', '开始时间']],
  ])('refuses %s twice', async (_what, headings) => {
    expect((await refusal(csv([headings]))).code).toBe('heading_twice');
  });

  it('refuses more than 100,000 rows, and reads as many', async () => {
    const row = ['张三', ID, ''];
    const rows = (count: number) => csv([HEADINGS, ...Array.from({ length: count }, () => row)]);
    expect(await refusal(rows(100_001))).toEqual({ code: 'too_many_rows', values: { limit: 100_000 } });
    expect((await readSheet('employment', rows(100_000))).total).toBe(100_000);
  });
});
