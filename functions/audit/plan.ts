import type { AreaCode } from '../../shared/areas/area.ts';
import { townships } from '../../shared/areas/names.ts';
import type { PlainDate } from '../../shared/dates.ts';
import type { AuditMessage } from './message.ts';

/** The messages of a run: one for each township of the area, of a village for its own; all townships without. */
export const planAudit = (run: string, on: PlainDate, area?: AreaCode): AuditMessage[] =>
  townships(area).map(({ code }) => ({ run, on, township: code }));
