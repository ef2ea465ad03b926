import { AreaCode } from '../../domain/areas/area.ts';
import { bareText, type CellType, accept, reject } from '../cell.ts';

/** 行政区划代码: 12 signs whose last stand for no village or township (000) are the division above. */
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
