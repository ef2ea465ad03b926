import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { checkSignOf } from '../../../shared/domain/records/id-number.ts';
import { idNumberOf } from './people.ts';
import type { Random } from './random.ts';

/** A serial that no person of the county and no wrong row of the members' sheet has. */
const SPARE = '000';

/** A valid ID number under 511799 that nobody has. */
export const unassignedNumber = (random: Random): string =>
  idNumberOf(`19${random.int(55, 99)}-0${random.int(1, 9)}-1${random.int(0, 9)}` as PlainDate, Number(SPARE));

/** An ID number with a wrong check digit. */
export function numberWithWrongCheck(random: Random): string {
  const sound = unassignedNumber(random);
  return sound.slice(0, 17) + (sound.endsWith('7') ? '8' : '7');
}

/** An ID number with a correct check digit and the birth date 30 February. */
export function numberOf30February(random: Random): string {
  const digits = `51179919${random.int(55, 99)}0230${SPARE}`;
  return digits + checkSignOf(digits);
}

/** An ID number that a spreadsheet converted to a number: its last digits are lost. */
export function roundedNumber(random: Random): number {
  const sound = unassignedNumber(random);
  return Number(sound.replace('X', '0'));
}
