import { accept, bareText, type CellType, reject } from '../cell.ts';

const YES = new Set(['是', 'yes', 'y', '1', '√', '✓', '✔', '☑', 'true', '有', '已参加', '参加']);
const NO = new Set(['否', 'no', 'n', '0', '×', '✗', '✘', 'x', 'false', '无', '未参加', '不是']);

/** 是/否 in the ways people write it. */
export const yesNo: CellType<boolean> = {
  read: (cell) => {
    const text = bareText(cell).toLowerCase();
    if (YES.has(text)) return accept(true);
    return NO.has(text) ? accept(false) : reject('yes_no_malformed');
  },
  write: (value) => (value ? '是' : '否'),
  allowed: ['是', '否'],
};
