import { AreaCode } from '../../domain/areas/area.ts';
import { accept, bareText, type CellType, reject } from '../cell.ts';

/** 行政区划代码: of 12 digits that end in 000, those before are the code of the division. */
export const areaCode: CellType<AreaCode> = {
  read: (cell) => {
    const parsed = AreaCode.safeParse(
      bareText(cell)
        .replace(/^(\d{6})(\d{3})000$/, '$1$2')
        .replace(/^(\d{6})000$/, '$1'),
    );
    return parsed.success ? accept(parsed.data) : reject('area_malformed');
  },
  write: (value) => value,
};
