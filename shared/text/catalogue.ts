import type { Language } from '../domain/records/language.ts';

/** One sentence or word in every language; `{placeholders}` are the same in all of them. */
export type Text = Readonly<Record<Language, string>>;

/** Texts by the code that they stand for. */
export type Catalogue = Readonly<Record<string, Text>>;
