/** Line ends, other control characters, lone surrogates and direction marks. */
const UNPRINTED = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** An ID number by its date of birth (GB 11643); a disability certificate's has 2 or 4 digits more. */
const ID_NUMBER = /\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?:\d\d){0,2}/;
const MOBILE = /1[3-9]\d{9}/;
/** Numbers that must not leave in an alert, even if somebody typed one as a name. */
const PERSONAL = new RegExp(`(?<!\\d)(?:${ID_NUMBER.source}|${MOBILE.source})(?!\\d)`, 'g');

/** Converts a text to one printable line without personal numbers. */
export const toPlainLine = (text: string): string =>
  text.replace(UNPRINTED, ' ').replace(PERSONAL, '***').trim() || '-';

/** Markup characters, and the colon of a bare URL, which chats turn into a link. */
const MARKUP = /[<>[\]()*_`#~|\\!&]|:(?=\/\/)/g;
/** Distance from an ASCII character to its full-width form. */
const TO_WIDE = 0xfee0;

/**
 * Converts a text for robots' markdown: its markup characters become full-width, since the dialects have no escape. A
 * name cannot become a link, a picture or a mention (`<@all>`).
 */
export const stripMarkup = (text: string): string =>
  toPlainLine(text).replace(MARKUP, (sign) => String.fromCharCode(sign.charCodeAt(0) + TO_WIDE));

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Converts a text for HTML text and attributes. */
export const escapeHtml = (text: string): string =>
  toPlainLine(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? '');
