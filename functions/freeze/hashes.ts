import type { FrozenCounty, FrozenTownship, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import { hashOf } from '../../shared/domain/history/hash.ts';

/** The hash of a township's month: over its day, instant, rules, counts and the hashes of its chunks. */
export const townshipHash = ({
  run: _,
  at: __,
  hash: ___,
  ...content
}: Omit<FrozenTownship, 'run' | 'at' | 'hash'> & Partial<FrozenTownship>): string => hashOf(content);

/** The hash of a county's month: over what it was opened with and the hashes of its townships. */
export const countyHash = (
  { run: _, townships: __, ...content }: OpenedMonth,
  townships: FrozenCounty['townships'],
): string => hashOf({ ...content, townships });
