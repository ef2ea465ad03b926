import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { AreaCode } from './area.ts';

/** A division that is no longer in use under this name or code. */
export const FormerArea = z.strictObject({
  code: AreaCode,
  name: z.string().min(1),
  /** The last day on which it had this name and code. */
  until: PlainDate,
  /** The code of the division that it became, or became part of. */
  into: AreaCode,
});
export type FormerArea = z.infer<typeof FormerArea>;

/** A prefecture, county or township in use. */
export interface Area {
  readonly code: AreaCode;
  readonly name: string;
  /** What was renamed to it or became part of it: older sheets still carry those names and codes. */
  readonly former: readonly FormerArea[];
}
