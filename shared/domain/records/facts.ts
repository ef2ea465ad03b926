import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { personal } from './personal.ts';

/**
 * No control or line characters, no marks that turn the writing direction, nothing else that cannot be seen and makes
 * two texts of one (the joiner within emoji may stay), no half of a character.
 */
const SEEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  /^[^\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]*$/u;

/** One line of text as people type it, made of what can be seen. */
export const Text = z
  .string()
  .trim()
  .min(1, { error: 'text_empty' })
  .max(500, { error: 'text_too_long' })
  .regex(SEEN, { error: 'text_control_characters' });

/** An ID number, or the number of a mobile phone, in whatever digits. */
const PERSONAL_NUMBER = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/;

/**
 * What people write for others to read: reasons, notes. It goes out as it is, to whoever sees the record, so that numbers
 * of people have no place in it.
 */
export const Remark = Text.refine((text) => !PERSONAL_NUMBER.test(text.normalize('NFKC')), {
  error: 'text_personal_number',
});

/** Text about a person, by what it is: marked, so that nothing sends it out uncovered. */
export const PersonName = personal(Text, 'name');
export const PersonNumber = personal(Text, 'idNumber');
export const Phone = personal(Text, 'phone');
/** Of whoever answers for a site. */
export const DutyPhone = personal(Text, 'dutyPhone');

/** Yuan with at most two decimals. */
export const Money = z.number().min(-1e9).max(1e9).multipleOf(0.01, { error: 'money_two_decimals' });

/** Money that cannot be negative: a wage, a rent. */
export const PositiveMoney = Money.min(0, { error: 'money_negative' });

/** A value that holds from a day until the next entry of its list; sorted by `from`. */
export const dated = <T extends z.ZodType>(value: T) => z.array(z.strictObject({ from: PlainDate, value }));

export type Dated<T> = readonly { readonly from: PlainDate; readonly value: T }[];

/** Days on which somebody checked that a fact still holds; sorted. */
export const Confirmations = z.array(PlainDate);

/** Why a fact no longer counts on any date; it stays on record. */
const Voided = z.strictObject({ on: PlainDate, by: z.string(), reason: Text });

/** A fact that holds from one day to another, both included; without `until` it is open. */
export const period = { from: PlainDate, until: PlainDate.optional() };

export const voidable = { voided: Voided.optional() };
