import type { AreaNames } from '../domain/areas/areas.ts';
import type { Catalogue, LocalizedText } from '../domain/records/language.ts';
import { LANGUAGES, type Language } from '../domain/records/language.ts';
import { OWNER_OUTSIDE, type Refused } from '../domain/records/refusal.ts';
import type { Finding, Reason } from '../domain/rules/timeline.ts';
import { CLOSING_FIRST, CLOSING_TEXT } from './closing.ts';
import { ROLE_TEXT, SCHEME_TEXT, STEP_TEXT, WHAT_TEXT } from './fact-words.ts';
import { FLAG_EVENT_TEXT, FLAG_STATE_TEXT, FLAG_STEP_TEXT } from './flags.ts';
import { FIELD_TEXT, ISSUE_TEXT } from './inputs.ts';
import { PERSONAL_FIELD_TEXT } from './personal.ts';
import { NEUTRAL_TEXT, OF_TEXT, REASON_TEXT } from './reasons.ts';
import { OUTSIDE_TEXT, REFUSAL_TEXT } from './refusals.ts';
import { OUTCOME_TEXT, RULE_TEXT } from './rules.ts';

export { LANGUAGES, type Language };

/** How whoever shows a sentence calls a member or a fact, masked or not; neutral words stand in where it does not. */
export interface Names {
  readonly member?: (id: NonNullable<Reason['member']>) => string | undefined;
  readonly fact?: (id: string) => string | undefined;
}

const entry = (catalogue: Catalogue, code: string): LocalizedText | undefined =>
  Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;

/** The text of a code of a catalogue; the code itself where the catalogue has none. */
export const word = (catalogue: Catalogue, code: string, language: Language): string =>
  entry(catalogue, code)?.[language] ?? code;

/** Texts at their placeholders: `{on}起` → '', on, 起. There are but a few hundred, and each is filled by the thousand. */
const takeValue = new Map<string, readonly string[]>();

const partsOf = (text: string): readonly string[] => {
  const known = takeValue.get(text);
  if (known) return known;
  const parts = text.split(/\{(\w+)\}/);
  takeValue.set(text, parts);
  return parts;
};

/** What stands for placeholders, by their names; as a function where it costs something to work out. */
type Values = Readonly<Record<string, string | number>> | ((name: string) => string | number | undefined);

/** A text with its placeholders filled; one without a value stays as it is. */
export const sentence = (text: LocalizedText, language: Language, values: Values = {}): string => {
  const valueFor = typeof values === 'function' ? values : (name: string) => values[name];
  let filled = '';
  // What stood in braces is every second part.
  let isName = false;
  for (const part of partsOf(text[language])) {
    filled += isName ? String(valueFor(part) ?? `{${part}}`) : part;
    isName = !isName;
  }
  return filled;
};

/** `2026-06-15` → 2026年6月15日 or 2026-06-15. */
export const dateText = (date: string, language: Language): string => {
  if (language === 'en') return date;
  const [year, month, day] = date.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

/** `2026-06` → 2026年6月 or 2026-06. */
export const monthText = (month: string, language: Language): string =>
  language === 'en' ? month : `${month.slice(0, 4)}年${Number(month.slice(5))}月`;

/** Placeholders that a fact's own name stands for. */
const FACT_WORDS = ['industry', 'job', 'channel', 'plan'] as const;
type FactWord = (typeof FACT_WORDS)[number];

const isFactWord = (name: string): name is FactWord => (FACT_WORDS as readonly string[]).includes(name);

/** Facts of an industry; whatever else is missing of a fact is a channel's. */
const OF_INDUSTRY: ReadonlySet<string> = new Set(['status', 'evidence']);

/** A sentence on why an outcome is what it is. Carries no name but those that `names` gives. */
export const reasonText = (reason: Reason, language: Language, names: Names = {}): string => {
  const text = entry(REASON_TEXT, reason.code);
  if (!text) return reason.code;
  const { member, fact, on, what, count } = reason;
  const person = () => (member && names.member?.(member)) ?? NEUTRAL_TEXT.member[language];
  const thing = (as: FactWord) => (fact && names.fact?.(fact)) ?? NEUTRAL_TEXT[as][language];
  const of = () => {
    if (member) return sentence(OF_TEXT.owner, language, { name: person() });
    if (fact) {
      const name = thing(what && OF_INDUSTRY.has(what) ? 'industry' : 'channel');
      return sentence(OF_TEXT.owner, language, { name });
    }
    return count === undefined ? '' : sentence(OF_TEXT.year, language, { name: count });
  };
  return sentence(text, language, (name) => {
    if (isFactWord(name)) return thing(name);
    if (name === 'member') return person();
    if (name === 'of') return of();
    if (name === 'on') return on && dateText(on, language);
    if (name === 'what') return what && word(WHAT_TEXT, what, language);
    if (name === 'count') return count;
    return name === 'percent' && count !== undefined ? Math.round(count * 1000) / 10 : undefined;
  });
};

/** Why a finding is what it is, a sentence a reason, each once. */
export const findingText = (
  { reasons }: Pick<Finding, 'reasons'>,
  language: Language,
  names: Names = {},
): string[] => {
  const sentences = reasons.map((reason) => reasonText(reason, language, names));
  return sentences.length === 1 ? sentences : [...new Set(sentences)];
};

/** What a flag is about: the duty of its rule, and how it stands. */
export const flagText = ({ rule, outcome }: Pick<Finding, 'rule' | 'outcome'>, language: Language): string =>
  [RULE_TEXT[rule]?.duty[language] ?? rule, OUTCOME_TEXT[outcome][language]].join(
    language === 'en' ? ': ' : '：',
  );

/** What would close a finding; undefined where nothing has to be closed. */
export const closingText = (
  { rule, outcome, reasons }: Pick<Finding, 'rule' | 'outcome' | 'reasons'>,
  language: Language,
): string | undefined => {
  const first = reasons.map(({ code }) => entry(CLOSING_FIRST, code)).find((text) => text !== undefined);
  return (first ?? CLOSING_TEXT[rule]?.[outcome])?.[language];
};

/** How the values of a refusal are said, by their name; others are said as they are. */
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

/** What cannot be done, and what to do instead. */
export const refusalText = (
  { code, values }: Pick<Refused, 'code' | 'values'>,
  language: Language,
  areas: AreaNames,
): string => {
  const text = entry(REFUSAL_TEXT, code);
  const entries = Object.entries(values).map(([key, value]) => [
    key,
    refusalValues(key, value, language, areas),
  ]);
  return text ? sentence(text, language, Object.fromEntries(entries)) : code;
};

interface Issue {
  readonly code: string;
  readonly message: string;
  /** What its sentence tells: never what could be about a person. */
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

/** What is wrong with one field, of an issue that parsing an input gave. Says of what was typed only what `params` has. */
export const issueText = ({ code, message, params = {} }: Issue, language: Language): string => {
  const text = entry(FIELD_TEXT, message) ?? entry(ISSUE_TEXT, code) ?? ISSUE_TEXT.custom;
  return sentence(text, language, (name) => {
    const value = params[name];
    return typeof value === 'number' || typeof value === 'string' ? value : undefined;
  });
};
