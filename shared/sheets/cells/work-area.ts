import { WORK_AREAS } from '../../domain/records/code-lists.ts';
import { accept, bareText, type CellType } from '../cell.ts';
import { codeCell } from './coded.ts';

const OVERSEAS = ['境外', '国外', '海外', '港澳台'];

/** 务工区域; abroad is out of the province too. */
export const workArea = codeCell(WORK_AREAS, {
  乡镇内: 'in_township',
  乡内: 'in_township',
  镇内: 'in_township',
  乡镇外县内: 'in_county',
  县内: 'in_county',
  省内: 'in_province',
  ...Object.fromEntries(OVERSEAS.map((word) => [word, 'out_of_province' as const])),
});

/** Whether 务工区域 is abroad; no value if it is not. */
export const overseas: CellType<boolean> = {
  read: (cell) => accept(OVERSEAS.includes(bareText(cell)) || undefined),
  write: (value) => (value ? '境外' : ''),
};
