import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { checkSignOf } from '../../../shared/domain/records/id-number.ts';
import { idNumberOf } from './people.ts';
import type { Random } from './random.ts';

/** A serial that nobody of the county is given, nor anybody in a wrong row of the members' sheet. */
const SPARE = '000';

/** An ID number under 511799 that is sound, and nobody's. */
export const strangersNumber = (random: Random): string =>
  idNumberOf(`19${random.int(55, 99)}-0${random.int(1, 9)}-1${random.int(0, 9)}` as PlainDate, Number(SPARE));

/** One whose last sign does not check. */
export function wrongCheck(random: Random): string {
  const sound = strangersNumber(random);
  return sound.slice(0, 17) + (sound.endsWith('7') ? '8' : '7');
}

/** One that checks, of somebody born on 30 February. */
export function born30February(random: Random): string {
  const digits = `51179919${random.int(55, 99)}0230${SPARE}`;
  return digits + checkSignOf(digits);
}

/** One that a spreadsheet took for a number: its last digits are gone. */
export function asNumber(random: Random): number {
  const sound = strangersNumber(random);
  return Number(sound.replace('X', '0'));
}
