import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { readSheet } from '../../../shared/sheets/read.ts';
import { csv, ID, idOf, xlsx } from './files.ts';

const OTHER = idOf('1990-05-06', 2);
const HEADINGS = ['姓名', '身份证号码', '工种', '开始时间'];
const ROWS = [
  ['张三', ID, '焊工', '2026-03-01'],
  ['李四', OTHER, '', '2026/4/1'],
];

describe('a sheet', () => {
  it('gives typed rows, with empty cells absent, and the cells as they stood', async () => {
    const read = await readSheet('employment', await xlsx([HEADINGS, ...ROWS]));
    expect(read).toMatchObject({
      kind: 'employment',
      total: 2,
      totalRows: 0,
      refused: [],
      unknownColumns: [],
    });
    expect(read.header).toEqual({ row: 1, headings: HEADINGS });
    expect(read.rows).toEqual([
      {
        row: 2,
        values: { name: '张三', idNumber: ID, job: '焊工', from: '2026-03-01' },
        cells: { 姓名: '张三', 身份证号码: ID, 工种: '焊工', 开始时间: '2026-03-01' },
        notes: [],
      },
      {
        row: 3,
        values: { name: '李四', idNumber: OTHER, from: '2026-04-01' },
        cells: { 姓名: '李四', 身份证号码: OTHER, 开始时间: '2026/4/1' },
        notes: [],
      },
    ]);
  });

  it.each([
    ['UTF-8', (rows: string[][]) => csv(rows)],
    ['UTF-8 with its mark', (rows: string[][]) => csv(rows, 'utf-8', true)],
    ['GBK', (rows: string[][]) => csv(rows, 'gbk')],
    ['UTF-16 with its mark', (rows: string[][]) => csv(rows, 'utf-16le', true)],
    ['tabs', (rows: string[][]) => iconv.encode(rows.map((row) => row.join('\t')).join('\n'), 'gbk')],
  ])('is the same as csv in %s', async (_what, file) => {
    const fromXlsx = await readSheet('employment', await xlsx([HEADINGS, ...ROWS]));
    expect(await readSheet('employment', file([HEADINGS, ...ROWS]))).toEqual(fromXlsx);
  });

  it('is found below titles, in any order, with columns of its own', async () => {
    const read = await readSheet(
      'employment',
      await xlsx([
        ['达州市某县就业台账'],
        [],
        ['填报单位：某镇', null, null, '2026年3月'],
        ['序号', ' 开始时间 ', '身份证号', '帮扶干部', '*姓 名'],
        [1, '2026-03-01', ID, '王某', '张三'],
      ]),
    );
    expect(read.header).toEqual({ row: 4, headings: ['序号', '开始时间', '身份证号', '帮扶干部', '*姓 名'] });
    expect(read.unknownColumns).toEqual(['序号', '帮扶干部']);
    expect(read.rows).toMatchObject([
      { row: 5, values: { name: '张三', idNumber: ID }, cells: { 序号: '1', 帮扶干部: '王某' } },
    ]);
  });

  it('is found on a later sheet of the workbook', async () => {
    const read = await readSheet(
      'employment',
      await xlsx([['填表说明'], ['姓名要写全']], [HEADINGS, ...ROWS]),
    );
    expect(read.rows).toHaveLength(2);
  });

  it.each(['投资（万元）', '投资(万元)', '投资 （万元）', '投资\n(万元)'])(
    'takes the heading %j',
    async (heading) => {
      const read = await readSheet(
        'industries',
        await xlsx([
          ['安置点名称', '产业名称', heading],
          ['新村', '茶园', 12],
        ]),
      );
      expect(read.rows[0]?.values.investment).toBe(12);
    },
  );

  it('takes two rows of headings with merged groups', async () => {
    const read = await readSheet(
      'members',
      await xlsx([
        ['搬迁户信息表'],
        ['户编号', '家庭成员', null, '公益性岗位', null, '备注'],
        [null, '姓名', '证件号码', '类型', '(月数)', null],
        ['5117990001', '张三', ID, '护林员', 6, '无'],
      ]),
    );
    expect(read.header).toEqual({
      row: 3,
      headings: ['户编号', '姓名', '证件号码', '公益性岗位类型', '公益性岗位(月数)', '备注'],
    });
    expect(read.rows.map(({ row, values }) => ({ row, values }))).toEqual([
      {
        row: 4,
        values: {
          householdNumber: '5117990001',
          name: '张三',
          idNumber: ID,
          publicPost: '护林员',
          publicPostMonths: 6,
        },
      },
    ]);
  });

  it('prefers a heading of its own to another spelling of it', async () => {
    const read = await readSheet(
      'members',
      csv([
        ['户编号', '姓名', '证件号码', '联系电话', '成员联系电话'],
        ['1', '张三', ID, '13900000001', '13900000002'],
      ]),
    );
    expect(read.rows[0]?.values.phone).toBe('13900000002');
    expect(read.unknownColumns).toEqual(['联系电话']);
  });

  it('passes over blanks and totals, and counts the totals', async () => {
    const read = await readSheet(
      'income',
      csv([
        ['户编号', '户主姓名', '工资性收入', '年度'],
        ['1', '张三', '1000', '2025'],
        ['', '', '', ''],
        ['小 计', '', '1000', ''],
        ['2', '李四', '2000', '2025'],
        ['合计：', '', '3000', ''],
        ['', '总计', '3000', ''],
      ]),
    );
    expect(read.rows.map(({ row }) => row)).toEqual([2, 5]);
    expect(read).toMatchObject({ total: 2, totalRows: 3, refused: [] });
  });

  it('does not take a person for a total', async () => {
    const read = await readSheet('employment', csv([HEADINGS, ['总计生', ID, '', '']]));
    expect(read.rows[0]?.values.name).toBe('总计生');
  });

  it('reports columns that share a name or have none by their letters', async () => {
    const read = await readSheet(
      'employment',
      csv([
        [...HEADINGS, '情况', '情况', '', '__proto__'],
        ['张三', ID, '焊工', '', '甲', '乙', '丙', '丁'],
      ]),
    );
    expect(read.unknownColumns).toEqual(['情况', '情况 F', '__proto__ H']);
    expect(Object.entries(read.rows[0]?.cells ?? {}).slice(-4)).toEqual([
      ['情况', '甲'],
      ['情况 F', '乙'],
      ['G', '丙'],
      ['__proto__ H', '丁'],
    ]);
  });
});

describe('a refused row', () => {
  it('says everything that is wrong, and where, and leaves the others alone', async () => {
    const read = await readSheet(
      'employment',
      csv([
        [...HEADINGS, '务工区域'],
        ['张三', '511799198801010013', '焊工', '2026-02-30', '省里'],
        ['', ID, '', '', ''],
        ['李四', OTHER, '', '', ''],
      ]),
    );
    expect(read.rows.map(({ row }) => row)).toEqual([4]);
    expect(read.total).toBe(3);
    expect(read.refused).toEqual([
      {
        row: 2,
        cells: {
          姓名: '张三',
          身份证号码: '511799198801010013',
          工种: '焊工',
          开始时间: '2026-02-30',
          务工区域: '省里',
        },
        problems: [
          { row: 2, column: '身份证号码', cell: 'B2', value: '511799198801010013', code: 'id_number_check' },
          {
            row: 2,
            column: '务工区域',
            cell: 'E2',
            value: '省里',
            code: 'value_not_in_list',
            values: { allowed: '乡(镇)内、乡(镇)外县内、县外省内、省外', nearest: '省外' },
          },
          { row: 2, column: '开始时间', cell: 'D2', value: '2026-02-30', code: 'date_not_in_calendar' },
        ],
      },
      {
        row: 3,
        cells: { 身份证号码: ID },
        problems: [{ row: 3, column: '姓名', cell: 'A3', code: 'cell_empty' }],
      },
    ]);
  });

  it('has one problem where two columns read one cell', async () => {
    const read = await readSheet(
      'members',
      csv([
        ['户编号', '姓名', '证件号码'],
        ['1', '张三', '123'],
      ]),
    );
    expect(read.refused[0]?.problems).toHaveLength(1);
  });

  it('says what is wrong with text that no record takes', async () => {
    const read = await readSheet(
      'employment',
      csv([
        HEADINGS,
        ['张三', ID, '字'.repeat(10_000), ''],
        ['张三', ID, 'a\u0001b', ''],
        ['张三', ID, '=1+1', ''],
        ['张三', ID, '#REF!', ''],
      ]),
    );
    expect(read.refused.flatMap(({ problems }) => problems)).toMatchObject([
      { cell: 'C2', code: 'text_too_long', values: { length: 10_000, limit: 500 } },
      { cell: 'C3', code: 'text_control_characters' },
      { cell: 'C4', code: 'formula_text' },
      { cell: 'C5', code: 'formula_error' },
    ]);
    expect(read.refused[0]?.problems[0]?.value).toHaveLength(40);
  });
});

describe('what is assumed', () => {
  it('stands in the notes of the row and of the sheet', async () => {
    const read = await readSheet(
      'coverage',
      csv([
        ['姓名', '身份证号码', '险种/救助类型', '状态', '开始时间', '结束时间'],
        ['张三', ID, '低保', '在保', '2025.3', '2025年12月'],
        ['李四', OTHER, '低保', '在保', '2025-03-01', '至今'],
      ]),
    );
    expect(read.rows.map(({ values }) => [values.from, values.until])).toEqual([
      ['2025-03-01', '2025-12-31'],
      ['2025-03-01', 'open'],
    ]);
    expect(read.notes).toEqual([
      {
        row: 2,
        column: '开始时间',
        cell: 'E2',
        value: '2025.3',
        code: 'month_taken_as_first_day',
        values: { date: '2025-03-01' },
      },
      {
        row: 2,
        column: '结束时间',
        cell: 'F2',
        value: '2025年12月',
        code: 'month_taken_as_last_day',
        values: { date: '2025-12-31' },
      },
    ]);
    expect(read.rows.map(({ notes }) => notes.length)).toEqual([2, 0]);
  });
});

describe('csv', () => {
  it('takes text in the dress of a formula, and numbers that lost their end for lost', async () => {
    const read = await readSheet(
      'members',
      csv([
        ['户编号', '姓名', '证件号码'],
        ['="0012"', '张三', `="${ID}"`],
        ['"=""0013"""', '李四', OTHER],
        ['2', '王五', '5.11799E+17'],
        ['5.1179E+17', '王五', ID],
      ]),
    );
    expect(read.rows.map(({ values }) => [values.householdNumber, values.idNumber])).toEqual([
      ['0012', ID],
      ['0013', OTHER],
    ]);
    expect(read.refused.flatMap(({ problems }) => problems)).toMatchObject([
      { cell: 'C4', code: 'id_number_digits_lost' },
      { cell: 'A5', code: 'number_digits_lost' },
    ]);
  });

  it('counts rows as a spreadsheet does where a cell has several lines', async () => {
    const read = await readSheet(
      'employment',
      csv([HEADINGS, ['张三', ID, '"焊工\n电工"', ''], ['李四', 'x', '', '']]),
    );
    expect(read.rows).toMatchObject([
      { row: 2, values: { job: '焊工 电工' }, notes: [{ code: 'line_break_joined' }] },
    ]);
    expect(read.refused).toMatchObject([{ row: 3 }]);
  });
});
