import type { AreaNames } from '../domain/areas/areas.ts';
import type { Catalogue, LocalizedText } from '../domain/records/language.ts';
import { LANGUAGES, type Language } from '../domain/records/language.ts';
import { OWNER_OUTSIDE, type Refused } from '../domain/records/refusal.ts';
import { ROLE_TEXT, SCHEME_TEXT, STEP_TEXT } from './fact-words.ts';
import { FLAG_EVENT_TEXT, FLAG_STATE_TEXT, FLAG_STEP_TEXT } from './flags.ts';
import { FIELD_TEXT, ISSUE_TEXT } from './inputs.ts';
import { PERSONAL_FIELD_TEXT } from './personal.ts';
import { OUTSIDE_TEXT, REFUSAL_TEXT } from './refusals.ts';
import { OUTCOME_TEXT } from './rules.ts';

export { LANGUAGES, type Language };

/** Returns the text of a code of a catalogue; undefined if there is none. */
export const entry = (catalogue: Catalogue, code: string): LocalizedText | undefined =>
  Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;

/** Returns the text of a code of a catalogue; the code itself if there is none. */
export const word = (catalogue: Catalogue, code: string, language: Language): string =>
  entry(catalogue, code)?.[language] ?? code;

/** Cache of texts split at their placeholders (`{on}起` → '', on, 起); there are a few hundred texts. */
const partsByText = new Map<string, readonly string[]>();

const partsOf = (text: string): readonly string[] => {
  const cached = partsByText.get(text);
  if (cached) return cached;
  const parts = text.split(/\{(\w+)\}/);
  partsByText.set(text, parts);
  return parts;
};

/** Values of placeholders by name; a function if they are expensive to compute. */
type Values = Readonly<Record<string, string | number>> | ((name: string) => string | number | undefined);

/** Returns a text with its placeholders filled in; one without a value stays. */
export function sentence(text: LocalizedText, language: Language, values: Values = {}): string {
  const valueFor = typeof values === 'function' ? values : (name: string) => values[name];
  let result = '';
  // Every second part is the name of a placeholder.
  let isName = false;
  for (const part of partsOf(text[language])) {
    result += isName ? String(valueFor(part) ?? `{${part}}`) : part;
    isName = !isName;
  }
  return result;
}

/** `2026-06-15` → 2026年6月15日 or 2026-06-15. */
export function dateText(date: string, language: Language): string {
  if (language === 'en') return date;
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** `2026-06` → 2026年6月 or 2026-06. */
export const monthText = (month: string, language: Language): string =>
  language === 'en' ? month : `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** Words for the values of refusals, by name of the value; other values are shown unchanged. */
const REFUSAL_VALUES: Readonly<
  Record<string, (value: string, language: Language, areas: AreaNames) => string>
> = {
  scheme: (code, language) => word(SCHEME_TEXT, code, language),
  field: (code, language) => word(PERSONAL_FIELD_TEXT, code, language),
  role: (code, language) => word(ROLE_TEXT, code, language),
  last: (code, language) => word(STEP_TEXT, code, language),
  step: (code, language) => word(STEP_TEXT, code, language),
  expected: (code, language) => word(STEP_TEXT, code, language),
  area: (code, _language, { nameOf }) => nameOf(code) ?? code,
  owner: (id, language) => (id === OWNER_OUTSIDE ? OUTSIDE_TEXT[language] : id),
  state: (code, language) => word(FLAG_STATE_TEXT, code, language),
  event: (code, language) => word(FLAG_EVENT_TEXT, code, language),
  possible: (code, language) => word(FLAG_STEP_TEXT, code, language),
  outcome: (code, language) => word(OUTCOME_TEXT, code, language),
};

const refusalValues = (
  key: string,
  value: string | number | readonly string[],
  language: Language,
  areas: AreaNames,
): string => {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') {
    return value.map((one) => refusalValues(key, one, language, areas)).join(language === 'en' ? ', ' : '、');
  }
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dateText(value, language);
  if (/^\d{4}-\d\d$/.test(value)) return monthText(value, language);
  return REFUSAL_VALUES[key]?.(value, language, areas) ?? value;
};

/** Returns the sentence of a refusal; its code if there is none. */
export function refusalText(
  { code, values }: Pick<Refused, 'code' | 'values'>,
  language: Language,
  areas: AreaNames,
): string {
  const text = entry(REFUSAL_TEXT, code);
  const entries = Object.entries(values).map(([key, value]) => [
    key,
    refusalValues(key, value, language, areas),
  ]);
  return text ? sentence(text, language, Object.fromEntries(entries)) : code;
}

interface Issue {
  readonly code: string;
  readonly message: string;
  /** Values for the sentence; never personal data. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

/** Returns the sentence of a parsing issue. Of the input it shows only `params`. */
export function issueText({ code, message, params = {} }: Issue, language: Language): string {
  const text = entry(FIELD_TEXT, message) ?? entry(ISSUE_TEXT, code) ?? ISSUE_TEXT.custom;
  return sentence(text, language, (name) => {
    const value = params[name];
    return typeof value === 'number' || typeof value === 'string' ? value : undefined;
  });
}
