import { SCHEMES, type Scheme } from '../../domain/records/schemes.ts';
import type { CellType } from '../cell.ts';
import { codeCell } from './coded.ts';
import { text } from './text.ts';

const NAMES = Object.fromEntries(
  (Object.keys(SCHEMES) as Scheme[]).map((scheme) => [SCHEMES[scheme].zh, scheme]),
);

/** 险种/救助类型, with the longer names that the bureaus use. */
export const scheme: CellType<Scheme> = codeCell(NAMES, {
  最低生活保障: 'dibao',
  农村低保: 'dibao',
  城市低保: 'dibao',
  城乡低保: 'dibao',
  城乡居民最低生活保障: 'dibao',
  特困供养: 'tekun',
  特困人员: 'tekun',
  特困人员供养: 'tekun',
  特困人员救助供养: 'tekun',
  城乡居民基本养老保险: 'resident_pension',
  城乡居民养老保险: 'resident_pension',
  居民养老: 'resident_pension',
  居民养老保险: 'resident_pension',
  城居保: 'resident_pension',
  城镇职工基本养老保险: 'employee_pension',
  城镇职工养老保险: 'employee_pension',
  企业职工基本养老保险: 'employee_pension',
  职工养老: 'employee_pension',
  职工养老保险: 'employee_pension',
  城乡居民基本医疗保险: 'resident_medical',
  城乡居民医疗保险: 'resident_medical',
  城乡居民医疗: 'resident_medical',
  居民医保: 'resident_medical',
  居民医疗保险: 'resident_medical',
  城镇职工基本医疗保险: 'employee_medical',
  城镇职工医疗保险: 'employee_medical',
  城镇职工医疗: 'employee_medical',
  职工医保: 'employee_medical',
  职工医疗保险: 'employee_medical',
});

const STATUSES = Object.fromEntries(
  (Object.keys(SCHEMES) as Scheme[]).map((scheme) => [
    scheme,
    codeCell(
      Object.fromEntries(
        Object.entries(SCHEMES[scheme].statuses).map(([word, [code]]) => [word, code as string]),
      ),
    ),
  ]),
) as Readonly<Record<Scheme, CellType<string>>>;

const isScheme = (value: unknown): value is Scheme => typeof value === 'string' && value in SCHEMES;

/** 状态: a word of the scheme's own list, so it is read after 险种/救助类型. */
export const coverageStatus: CellType<string> = {
  // A row without a scheme is refused for that.
  read: (cell, { scheme }) => (isScheme(scheme) ? STATUSES[scheme].read(cell, {}) : text.read(cell, {})),
  write: (value, { scheme }) => (isScheme(scheme) ? STATUSES[scheme].write(value, {}) : value),
  allowed: [...new Set(Object.values(STATUSES).flatMap(({ allowed }) => allowed ?? []))],
};
