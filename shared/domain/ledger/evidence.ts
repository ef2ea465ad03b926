import { Text } from '../records/facts.ts';

/**
 * An https address without credentials, or the reference of a document (a number, a file name). Other schemes are
 * refused, because pages turn evidence into links.
 */
const FORM = /^(?:https:\/\/[^\s/?#@\\<>"]+(?:[/?#][^\s<>"]*)?|(?![a-zA-Z][a-zA-Z0-9+.-]*:|\/\/)[^<>]+)$/;

export const Evidence = Text.regex(FORM, { error: 'evidence_malformed' });

/** The most pieces of evidence of one step; further ones need another note. */
export const MOST_EVIDENCE = 10;
