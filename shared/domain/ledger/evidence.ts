import { Text } from '../records/facts.ts';

/**
 * What shows that something has been done: an https address without credentials, or the reference of a document (a
 * number, a file's name). Any other scheme is refused: whoever shows evidence makes links of it.
 */
const FORM = /^(?:https:\/\/[^\s/?#@\\<>"]+(?:[/?#][^\s<>"]*)?|(?![a-zA-Z][a-zA-Z0-9+.-]*:|\/\/)[^<>]+)$/;

export const Evidence = Text.regex(FORM, { error: 'evidence_malformed' });

/** What one step can bring: more of it comes with the next note. */
export const MOST_EVIDENCE = 10;
