/** The languages of the pages, the first one first. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One sentence or word in every language; `{placeholders}` are the same in all of them. */
export type Text = Readonly<Record<Language, string>>;

/** Texts by the code that they stand for. */
export type Catalogue = Readonly<Record<string, Text>>;
