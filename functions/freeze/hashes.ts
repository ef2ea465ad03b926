import type { FrozenCounty, FrozenTownship, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import { hashOf } from '../../shared/domain/history/hash.ts';

/** Hashes a township's month: its day, instant, rules, counts and the hashes of its chunks. */
export const townshipHash = ({
  run: _,
  at: __,
  hash: ___,
  ...content
}: Omit<FrozenTownship, 'run' | 'at' | 'hash'> & Partial<FrozenTownship>): string => hashOf(content);

/** Hashes a county's month: its opening and the hashes of its townships. */
export const countyHash = (
  { run: _, townships: __, ...content }: OpenedMonth,
  townships: FrozenCounty['townships'],
): string => hashOf({ ...content, townships });
