import { strToU8, zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { readSheet } from '../../../shared/sheets/read.ts';
import { ID, idOf, parts, textRow, workbookOf, xlsx } from './files.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const HEADINGS = ['姓名', '身份证号码', '工种', '开始时间'];

/** An employment sheet whose second row has these cells in C and D. */
const withCells = (c: string, d: string): Uint8Array =>
  workbookOf(
    `${textRow(1, HEADINGS)}<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c>` +
      `<c r="B2" t="inlineStr"><is><t>${ID}</t></is></c>${c}${d}</row>`,
  );

describe('cells of a workbook', () => {
  it('refuses an ID number in a numeric cell, and never casts it', async () => {
    const read = await readSheet(
      'employment',
      await xlsx([HEADINGS, ['张三', 511799198801010000, '焊工', '2026-03-01']]),
    );
    expect(read.rows).toEqual([]);
    expect(read.refused).toMatchObject([
      { row: 2, problems: [{ row: 2, column: '身份证号码', cell: 'B2', code: 'id_number_digits_lost' }] },
    ]);
  });

  it.each(['UTC', 'Asia/Shanghai', 'America/New_York'])('reads dates as days in %s', async (TZ) => {
    process.env.TZ = TZ;
    const read = await readSheet(
      'employment',
      await xlsx([
        [...HEADINGS, '实际返乡时间'],
        ['张三', ID, '', { value: new Date('2026-03-01T00:00:00Z'), type: Date, format: 'yyyy/m/d' }, 46112],
      ]),
    );
    expect(read.rows[0]?.values).toMatchObject({ from: '2026-03-01', actualUntil: '2026-03-31' });
    for (const written of ['2026-03-01T00:00:00', '2026-03-01T00:00:00Z', '2026-03-01']) {
      const iso = await readSheet('employment', withCells('', `<c r="D2" t="d"><v>${written}</v></c>`));
      expect(iso.rows[0]?.values.from).toBe('2026-03-01');
      expect(iso.rows[0]?.cells.开始时间).toBe('2026-03-01');
    }
  });

  it('reads dates of workbooks that count from 1904', async () => {
    const files = parts(
      `<worksheet><sheetData>${textRow(1, HEADINGS)}<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c>` +
        `<c r="B2" t="inlineStr"><is><t>${ID}</t></is></c><c r="D2" s="1"><v>44620</v></c></row></sheetData></worksheet>`,
    );
    const workbook = new TextDecoder().decode(files['xl/workbook.xml']);
    const read = await readSheet(
      'employment',
      zipSync({
        ...files,
        'xl/workbook.xml': strToU8(workbook.replace('<sheets>', '<workbookPr date1904="1"/><sheets>')),
        'xl/styles.xml': strToU8(
          '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        ),
      }),
    );
    expect(read.rows[0]?.values.from).toBe('2026-03-01');
  });

  it('takes the result that a formula had', async () => {
    const read = await readSheet(
      'employment',
      withCells(
        '<c r="C2" t="str"><f>A1&amp;"工"</f><v>焊工</v></c>',
        '<c r="D2"><f>TODAY()</f><v>46082</v></c>',
      ),
    );
    expect(read.rows[0]?.values).toMatchObject({ job: '焊工', from: '2026-03-01' });
  });

  it.each([
    ['a formula that was never calculated', '<c r="C2"><f>A1</f></c>', 'formula_not_calculated'],
    ['one with a type', '<c r="C2" s="0" t="str"><f>A1</f></c>', 'formula_not_calculated'],
    ['one that shares another', '<c r="C2"><f t="shared" si="0"/></c>', 'formula_not_calculated'],
    ['a formula that failed', '<c r="C2" t="e"><f>VLOOKUP(1,2,3)</f><v>#N/A</v></c>', 'formula_error'],
    ['a bare error', '<c r="C2" t="e"><v>#DIV/0!</v></c>', 'formula_error'],
  ])('refuses %s instead of taking it for empty', async (_what, cell, code) => {
    const read = await readSheet('employment', withCells(cell, ''));
    expect(read.refused).toMatchObject([{ problems: [{ cell: 'C2', code }] }]);
  });

  it('takes an empty result for an empty cell', async () => {
    const read = await readSheet('employment', withCells('<c r="C2" t="str"><f>A9</f><v></v></c>', ''));
    expect(read.rows[0]?.values).toEqual({ name: '张三', idNumber: ID });
  });

  it('gives each row of a merged cell its value, and says so', async () => {
    const rows = [
      textRow(1, ['户编号', '姓名', '证件号码']),
      textRow(2, ['0012', '张三', ID]),
      `<row r="3"><c r="B3" t="inlineStr"><is><t>李四</t></is></c><c r="C3" t="inlineStr"><is><t>${idOf('1990-05-06', 2)}</t></is></c></row>`,
      `<row r="4"><c r="B4" t="inlineStr"><is><t>王五</t></is></c><c r="C4" t="inlineStr"><is><t>${idOf('1991-05-06', 2)}</t></is></c></row>`,
    ].join('');
    const merged = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
    const read = await readSheet('members', workbookOf(rows, merged));
    expect(read.rows.map(({ row, values }) => [row, values.householdNumber])).toEqual([
      [2, '0012'],
      [3, '0012'],
    ]);
    expect(read.notes).toEqual([
      { row: 3, column: '户编号', cell: 'A3', value: '0012', code: 'taken_from_merged_cell' },
    ]);
    expect(read.refused).toMatchObject([{ row: 4, problems: [{ cell: 'A4', code: 'cell_empty' }] }]);
  });

  it('keeps the row numbers of the spreadsheet where rows are left out', async () => {
    const read = await readSheet('employment', workbookOf(textRow(3, HEADINGS) + textRow(7, ['张三', ID])));
    expect(read.header.row).toBe(3);
    expect(read.rows.map(({ row }) => row)).toEqual([7]);
  });
});
