/** The document as its file has it. */
export const written = (document: object): string => `${JSON.stringify(document, null, 1)}\n`;
