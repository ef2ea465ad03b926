/** Returns the text of the document's file. */
export const openApiText = (document: object): string => `${JSON.stringify(document, null, 1)}\n`;
