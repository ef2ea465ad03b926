/** Line ends, other control signs, halves of a character, and what turns the direction of writing around. */
const UNPRINTED = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** An ID number by its date of birth (GB 11643), a disability certificate's with 2 or 4 digits more. */
const ID_NUMBER = /\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:\d\d){0,2}/;
const MOBILE = /1[3-9]\d{9}/;
/** None should be in an alert; whatever somebody gave for a name, none leaves in one. */
const PERSONAL = new RegExp(`(?<!\\d)(?:${ID_NUMBER.source}|${MOBILE.source})(?!\\d)`, 'g');

/** A text as one line that any program can show. */
export const plain = (text: string): string =>
  text.replace(UNPRINTED, ' ').replace(PERSONAL, '***').trim() || '-';

/** Signs of markup, and the colon of a bare address, which chats make a link. */
const MARKUP = /[<>[\]()*_`#~|\\!&]|:(?=\/\/)/g;
/** From a sign of ASCII to the same sign at full width. */
const TO_WIDE = 0xfee0;

/**
 * The same for robots' markdown: its signs at full width, since the dialects know no escape. A name cannot become a
 * link, a picture or a call (`<@all>`).
 */
export const stripMarkup = (text: string): string =>
  plain(text).replace(MARKUP, (sign) => String.fromCharCode(sign.charCodeAt(0) + TO_WIDE));

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same for HTML, in text and in attributes. */
export const escapeHtml = (text: string): string =>
  plain(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
