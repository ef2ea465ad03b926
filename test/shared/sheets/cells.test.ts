import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOf, dayOf, PlainDate, plainDate } from '../../../shared/domain/calendar/dates.ts';
import { CAPACITIES, EMPLOYMENT_CHANNELS, WORK_AREAS } from '../../../shared/domain/records/code-lists.ts';
import { Text } from '../../../shared/domain/records/facts.ts';
import type { CellType, RawCell } from '../../../shared/sheets/cell.ts';
import { areaCode } from '../../../shared/sheets/cells/area-code.ts';
import { codeCell } from '../../../shared/sheets/cells/coded.ts';
import { coverageStatus, scheme } from '../../../shared/sheets/cells/coverage-status.ts';
import { endDate, startDate } from '../../../shared/sheets/cells/date.ts';
import { certificate, employerCode, idNumber } from '../../../shared/sheets/cells/id-number.ts';
import { money, months, positiveMoney, whole, year } from '../../../shared/sheets/cells/number.ts';
import { name, number, phone, schooling, text } from '../../../shared/sheets/cells/text.ts';
import { overseas, workArea } from '../../../shared/sheets/cells/work-area.ts';
import { yesNo } from '../../../shared/sheets/cells/yes-no.ts';

/** What a cell says: its value, or the code of what is wrong with it. */
const says = <T>(type: CellType<T>, cell: RawCell, before = {}): unknown => {
  const reading = type.read(cell, before);
  return reading.ok ? reading.value : reading.problem.code;
};

describe('dates', () => {
  it.each<[RawCell, string]>([
    ['2026-03-01', '2026-03-01'],
    ['2026/3/1', '2026-03-01'],
    ['2026.3.1', '2026-03-01'],
    ['2026.3', '2026-03-01'],
    ['2026-03', '2026-03-01'],
    ['202603', '2026-03-01'],
    [202603, '2026-03-01'],
    ['20260301', '2026-03-01'],
    [20260301, '2026-03-01'],
    ['2026年3月1日', '2026-03-01'],
    ['2026年3月', '2026-03-01'],
    ['２０２６年３月１日', '2026-03-01'],
    [' 2026 年 3 月 1 日 ', '2026-03-01'],
    ['2026-03-01 00:00:00', '2026-03-01'],
    ['2026-03-01T08:30', '2026-03-01'],
    [46082, '2026-03-01'],
    [46082.75, '2026-03-01'],
    ['46082', '2026-03-01'],
    [2026.3, '2026-03-01'],
    [new Date(Date.UTC(2026, 2, 1)), '2026-03-01'],
    [new Date(Date.UTC(2026, 2, 1, 23, 59)), '2026-03-01'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-30', 'date_not_in_calendar'],
    ['2025-02-29', 'date_not_in_calendar'],
    ['2026-13-01', 'date_not_in_calendar'],
    ['2026.13', 'date_not_in_calendar'],
    ['20260230', 'date_not_in_calendar'],
    ['1899-12-31', 'date_out_of_range'],
    ['2200-01-01', 'date_out_of_range'],
    [2026.1, 'date_january_or_october'],
    [2026, 'date_malformed'],
    ['3月', 'date_malformed'],
    ['不详', 'date_malformed'],
    ['2026-03-01-02', 'date_malformed'],
    [true, 'date_malformed'],
    [-5, 'date_malformed'],
    [new Date(Number.NaN), 'date_malformed'],
  ])('%s is %s', (cell, expected) => {
    expect(says(startDate, cell)).toBe(expected);
  });

  it('takes a month without a day as its first or last day, and says so', () => {
    expect(startDate.read('2024.2', {})).toEqual({
      ok: true,
      value: '2024-02-01',
      note: { code: 'month_taken_as_first_day', values: { date: '2024-02-01' } },
    });
    expect(endDate.read('2024.2', {})).toEqual({
      ok: true,
      value: '2024-02-29',
      note: { code: 'month_taken_as_last_day', values: { date: '2024-02-29' } },
    });
    expect(startDate.read('2024-02-01', {})).not.toHaveProperty('note');
    expect(says(endDate, '202312')).toBe('2023-12-31');
  });

  it('takes 至今 as no end, and never as a start', () => {
    expect(says(endDate, '至今')).toBe('open');
    expect(says(startDate, '至今')).toBe('date_open_start');
  });

  it('reads every day in every way of writing it, whatever the time zone', () => {
    const zone = process.env.TZ;
    try {
      for (const TZ of ['Asia/Shanghai', 'America/New_York', 'UTC']) {
        process.env.TZ = TZ;
        fc.assert(
          fc.property(
            fc.integer({ min: dayOf(plainDate('1910-01-01')), max: dayOf(plainDate('2199-12-31')) }),
            (day) => {
              const date = dateOf(day);
              const [y, m, d] = date.split('-').map(Number);
              for (const cell of [
                date,
                `${y}/${m}/${d}`,
                `${y}.${m}.${d}`,
                `${y}年${m}月${d}日`,
                date.replaceAll('-', ''),
                day + 25_569,
                new Date(day * 86_400_000),
              ]) {
                expect(says(startDate, cell)).toBe(date);
              }
            },
          ),
          { numRuns: 60 },
        );
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it('never gives anything but a date of the calendar', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.date({ noInvalidDate: false })), (cell) => {
        const reading = startDate.read(cell, {});
        if (reading.ok) expect(PlainDate.safeParse(reading.value).success).toBe(true);
      }),
    );
  });
});

describe('ID numbers', () => {
  it.each<[RawCell, string]>([
    ['511799198801010012', '511799198801010012'],
    ['51179919880101008x', '51179919880101008X'],
    ['５１１７９９１９８８０１０１００８Ｘ', '51179919880101008X'],
    ['511799 19880101 0012', '511799198801010012'],
    ["'511799198801010012", '511799198801010012'],
    ['51179919880101001243', '511799198801010012'],
    ['5117991988010100124301', '511799198801010012'],
    ['511799198801010013', 'id_number_check'],
    ['51179919850230001X', 'id_number_birth_date'],
    ['51179919880101001', 'id_number_form'],
    ['511799880101001', 'id_number_form'],
    ['5117991988010100124', 'id_number_form'],
    ['无', 'id_number_form'],
    [511799198801010000, 'id_number_digits_lost'],
    [123, 'id_number_digits_lost'],
    ['5.11799E+17', 'id_number_digits_lost'],
    ['5.11799198801e+17', 'id_number_digits_lost'],
  ])('%s is %s', (cell, expected) => {
    expect(says(idNumber, cell)).toBe(expected);
  });

  it('keeps the whole number of a disability certificate, and nothing else', () => {
    expect(says(certificate, '51179919880101001243')).toBe('51179919880101001243');
    expect(says(certificate, '511799198801010012')).toBeUndefined();
  });

  it('reads employer codes and refuses wrong ones', () => {
    expect(says(employerCode, '91511799ma0000001d')).toBe('91511799MA0000001D');
    expect(says(employerCode, '91511799MA0000001E')).toBe('employer_code_check');
    expect(says(employerCode, '91511799MA000000I1')).toBe('employer_code_form');
    expect(says(employerCode, 915117990000000000)).toBe('number_digits_lost');
  });
});

describe('numbers', () => {
  it.each<[RawCell, number | string]>([
    [1234.5, 1234.5],
    ['1,234.50', 1234.5],
    ['１２３４', 1234],
    ['1.2万', 12_000],
    ['1.23万元', 12_300],
    ['3000元', 3000],
    ['￥3,000', 3000],
    ['-200', -200],
    ['.5', 0.5],
    [0.1 + 0.2, 0.3],
    ['1,23', 'number_malformed'],
    ['三千', 'number_malformed'],
    ['', 'number_malformed'],
    ['1e5', 'number_malformed'],
    ['1-2', 'number_malformed'],
    ['万', 'number_malformed'],
    [2e9, 'number_out_of_range'],
    [new Date(0), 'number_malformed'],
    [true, 'number_malformed'],
  ])('%s is %s yuan', (cell, expected) => {
    expect(says(money, cell)).toBe(expected);
  });

  it('rounds amounts to two decimals and says so', () => {
    expect(money.read(1234.567, {})).toMatchObject({ value: 1234.57, note: { code: 'amount_rounded' } });
    expect(money.read(1234.56, {})).not.toHaveProperty('note');
  });

  it('keeps to the bounds of each', () => {
    expect(says(positiveMoney, -1)).toBe('number_out_of_range');
    expect(says(months, 13)).toBe('number_out_of_range');
    expect(says(months, '11个月')).toBe(11);
    expect(says(year, '2026年')).toBe(2026);
    expect(says(year, 26)).toBe('number_out_of_range');
    expect(says(whole({ min: 0, max: 9 }), 1.5)).toBe('number_not_whole');
  });
});

describe('yes and no', () => {
  it.each(['是', 'yes', 'YES', 'Y', '1', 1, '√', 'true', true, '１'])('%s is yes', (cell) => {
    expect(says(yesNo, cell)).toBe(true);
  });
  it.each(['否', 'no', 'N', '0', 0, '×', 'false', false, '０'])('%s is no', (cell) => {
    expect(says(yesNo, cell)).toBe(false);
  });
  it.each(['不详', '2', 2, '?'])('%s is neither', (cell) => {
    expect(says(yesNo, cell)).toBe('yes_no_malformed');
  });
});

describe('closed lists', () => {
  it('refuses what is not on the list, with the list and the nearest', () => {
    expect(codeCell(CAPACITIES).read('普通劳动者', {})).toEqual({
      ok: false,
      problem: {
        code: 'value_not_in_list',
        values: {
          allowed: '普通劳动力、技能劳动力、弱劳动力或半劳动力、丧失劳动力、无劳动力',
          nearest: '普通劳动力',
        },
      },
    });
  });

  it('reads every word and writes one word a code', () => {
    const channel = codeCell(EMPLOYMENT_CHANNELS);
    expect(says(channel, '扶贫车间')).toBe('workshop');
    expect(channel.write('workshop', {})).toBe('就业帮扶车间');
    for (const [word, code] of Object.entries(EMPLOYMENT_CHANNELS))
      expect(says(channel, ` ${word} `)).toBe(code);
  });

  it('reads work areas with any brackets, and abroad', () => {
    expect(says(workArea, '乡（镇）外县内')).toBe('in_county');
    for (const [word, code] of Object.entries(WORK_AREAS)) expect(says(workArea, word)).toBe(code);
    expect([says(workArea, '境外'), says(overseas, '境外')]).toEqual(['out_of_province', true]);
    expect(says(overseas, '省外')).toBeUndefined();
  });

  it('reads a status by the list of its scheme', () => {
    expect(says(scheme, '城乡居民基本养老保险')).toBe('resident_pension');
    expect(says(coverageStatus, '终止', { scheme: 'tekun' })).toBe('ended');
    expect(says(coverageStatus, '在保', { scheme: 'dibao' })).toBe('covered');
    expect(says(coverageStatus, '在保', { scheme: 'resident_pension' })).toBe('value_not_in_list');
    expect(coverageStatus.write('contributing', { scheme: 'resident_pension' })).toBe('正常缴费');
  });

  it('reads area codes and drops the zeros that stand for no village', () => {
    expect(says(areaCode, 511722107203)).toBe('511722107203');
    expect(says(areaCode, '511722107000')).toBe('511722107');
    expect(says(areaCode, '511722000000')).toBe('511722');
    expect(says(areaCode, '51172')).toBe('area_malformed');
  });
});

describe('text', () => {
  it.each<[CellType<string>, RawCell, string]>([
    [name, '张 三', '张三'],
    [name, '张　三', '张三'],
    [name, '欧 阳 某 某', '欧阳某某'],
    [name, 'John Smith', 'John Smith'],
    [text, '　Ａ１２（新）区　', 'A12（新）区'],
    [text, '新村 3 组', '新村 3 组'],
    [phone, 13900000000, '13900000000'],
    [phone, '139 0000 0000', '13900000000'],
    [number, '5117 9900 01', '5117990001'],
    [number, 511799000123456, '511799000123456'],
    [number, 5117990001234567, 'number_digits_lost'],
    [number, '5.11799E+17', 'number_digits_lost'],
    [schooling, '非在校生', 'none'],
    [schooling, '普通高中二年级', '普通高中二年级'],
    [text, '😀', '😀'],
    [text, '字'.repeat(500), '字'.repeat(500)],
    [text, '字'.repeat(501), 'text_too_long'],
    [text, 'a\u0007b', 'text_control_characters'],
    [text, 'a\u202eb', 'text_control_characters'],
    [text, '   ', 'text_empty'],
  ])('%# reads %s', (type, cell, expected) => {
    expect(says(type, cell)).toBe(expected);
  });

  it('joins the lines of a cell and says so', () => {
    expect(text.read('一组\r\n 二组', {})).toEqual({
      ok: true,
      value: '一组 二组',
      note: { code: 'line_break_joined' },
    });
  });

  it('accepts only what a record accepts', () => {
    const sign = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('\u200e', '\u2066', '\u0085', '\n', '张 三', '１', ' ', '~', '!'),
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 8 }), (signs) => {
        const reading = text.read(signs.join(''), {});
        if (reading.ok) expect(Text.parse(reading.value)).toBe(reading.value);
      }),
      { numRuns: 1_000 },
    );
  });
});
