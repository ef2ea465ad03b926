/** The languages of texts; the first is the default. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** One sentence or word in every language; `{placeholders}` are the same in all of them. */
export type LocalizedText = Readonly<Record<Language, string>>;

/** Texts by code. */
export type Catalogue = Readonly<Record<string, LocalizedText>>;
