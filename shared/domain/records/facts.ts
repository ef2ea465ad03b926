import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { personal } from './personal.ts';

/**
 * Visible characters only: no control or line characters, no marks of writing direction, no invisible characters that
 * make equal texts differ (the joiner within emoji is allowed), no lone surrogates.
 */
const VISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  /^[^\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]*$/u;

/** One line of text of visible characters. */
export const Text = z
  .string()
  .trim()
  .min(1, { error: 'text_empty' })
  .max(500, { error: 'text_too_long' })
  .regex(VISIBLE, { error: 'text_control_characters' })
  .meta({
    id: 'Text',
    description: '一行文字，首尾空格不计，不含控制符 · A line of text: trimmed, without control characters',
  });

/** An ID number or a mobile phone number. */
const PERSONAL_NUMBER = /(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)/;

/**
 * Free text such as reasons and notes. Everybody who sees the record reads it unmasked, so personal numbers are
 * refused.
 */
export const Remark = Text.refine((text) => !PERSONAL_NUMBER.test(text.normalize('NFKC')), {
  error: 'text_personal_number',
});

/** Personal text, marked by kind so that views mask it. */
export const PersonName = personal(Text, 'name');
export const PersonNumber = personal(Text, 'idNumber');
export const Phone = personal(Text, 'phone');
/** The phone of the official responsible for a site. */
export const DutyPhone = personal(Text, 'dutyPhone');

/** Yuan with at most two decimals. */
export const Money = z
  .number()
  .min(-1e9)
  .max(1e9)
  .multipleOf(0.01, { error: 'money_two_decimals' })
  .meta({ id: 'Money', description: '元，至多两位小数 · Yuan, at most two decimals' });

/** Money that cannot be negative: a wage, a rent. */
export const PositiveMoney = Money.min(0, { error: 'money_negative' }).meta({
  id: 'PositiveMoney',
  description: '元，不为负，至多两位小数 · Yuan, not negative, at most two decimals',
});

/** A list of values, each holding from its day until the next entry; sorted by `from`. */
export const dated = <T extends z.ZodType>(value: T) => z.array(z.strictObject({ from: PlainDate, value }));

export type Dated<T> = readonly { readonly from: PlainDate; readonly value: T }[];

/** The days on which a fact was confirmed; sorted. */
export const Confirmations = z
  .array(PlainDate)
  .meta({ id: 'Confirmations', description: '核实过的日子 · Days on which somebody saw that it still held' });

/** The voiding of a fact: it stays on record and counts on no date. */
const Voided = z.strictObject({ on: PlainDate, by: z.string(), reason: Text });

/** The period of a fact, both days included; open without `until`. */
export const period = { from: PlainDate, until: PlainDate.optional() };

export const voidable = { voided: Voided.optional() };
