import { accept, bareText, type CellType, type RawCell, type Reading, reject } from '../cell.ts';

const FORM = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?)(万)?(元|万元|户|人|个月|月|年)?$/;

/** Parses `1,234.5`, `1.2万`, `¥300`, `3000元`; undefined for anything else. */
const parseNumber = (cell: RawCell): number | undefined => {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') return undefined;
  const [, digits, tenThousand] =
    FORM.exec(
      bareText(cell)
        .replace(/^[¥￥]/, '')
        .replace(/(万)元$/, '$1'),
    ) ?? [];
  if (!digits || !/\d/.test(digits)) return undefined;
  const plain = Number(digits.replaceAll(',', ''));
  return tenThousand ? Number(`${plain}e4`) : plain;
};

interface Bounds {
  readonly min: number;
  readonly max: number;
}

const checkBounds = (value: number, { min, max }: Bounds): Reading<number> =>
  value < min || value > max ? reject('number_out_of_range', { min, max }) : accept(value);

/** Whole numbers: people, households, a year. `2026年` is 2026. */
export const whole = (bounds: Bounds): CellType<number> => ({
  read: (cell) => {
    const value = parseNumber(cell);
    if (value === undefined) return reject('number_malformed');
    return Number.isInteger(value) ? checkBounds(value, bounds) : reject('number_not_whole');
  },
  write: (value) => value,
});

/** Any number within bounds: months of work in a year. */
const decimal = (bounds: Bounds): CellType<number> => ({
  read: (cell) => {
    const value = parseNumber(cell);
    return value === undefined ? reject('number_malformed') : checkBounds(value, bounds);
  },
  write: (value) => value,
});

/** Yuan (or 万元) with at most two decimals: more of them, as formulas calculate, are rounded. */
const amount = (bounds: Bounds): CellType<number> => ({
  read: (cell) => {
    const value = parseNumber(cell);
    if (value === undefined) return reject('number_malformed');
    const rounded = Number(value.toFixed(2));
    const reading = checkBounds(rounded, bounds);
    return reading.ok && Math.abs(value - rounded) > 1e-6
      ? accept(rounded, { code: 'amount_rounded', values: { amount: rounded } })
      : reading;
  },
  write: (value) => value,
});

/**
 * An amount in a column of 万元. A cell may state its own unit: `12.5万` is 12.5, and so is `125000元`.
 */
const inTenThousands = ({ read, write }: CellType<number>): CellType<number> => ({
  read: (cell, before) => {
    const value = parseNumber(cell);
    const hasUnit = typeof cell === 'string' && /[万元]/.test(cell);
    return read(hasUnit && value !== undefined ? value / 10_000 : cell, before);
  },
  write,
});

export const money = amount({ min: -1e9, max: 1e9 });
export const positiveMoney = amount({ min: 0, max: 1e9 });
export const positiveTenThousands = inTenThousands(positiveMoney);
export const year = whole({ min: 2000, max: 2199 });
export const months = decimal({ min: 0, max: 12 });
