/** The document as its file has it. */
export const openApiText = (document: object): string => `${JSON.stringify(document, null, 1)}\n`;
