import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { Areas } from '../../shared/domain/areas/areas.ts';
import type { Month } from '../../shared/domain/calendar/months.ts';

/** One township's share of the freezing of a month. */
export interface FreezeMessage {
  /** The run's id. */
  readonly run: string;
  readonly month: Month;
  readonly township: AreaCode;
}

/** Plans a run: one message for each township of the area (of a village, its township), or for all townships. */
export const planFreeze = (
  { townships }: Pick<Areas, 'townships'>,
  run: string,
  month: Month,
  area?: AreaCode,
): FreezeMessage[] => townships(area).map(({ code }) => ({ run, month, township: code }));
