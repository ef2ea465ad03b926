import type { Language } from '../domain/records/language.ts';
import { REGISTRY } from '../domain/rules/registry.ts';
import type { FactWord } from '../domain/rules/rule.ts';
import { SHARED_CLOSING } from '../domain/rules/shared-sentences.ts';
import type { Finding, Reason } from '../domain/rules/timeline.ts';
import { FACT_OF_WHAT, NEUTRAL_TEXT, OF_TEXT, REASON_TEXT, WHAT_TEXT } from './reasons.ts';
import { dateText, entry, sentence, word } from './render.ts';
import { OUTCOME_TEXT, ruleDuty } from './rules.ts';

/** The names of members and facts, masked or not; without a name a sentence has a neutral word. */
export interface Names {
  readonly member?: (id: NonNullable<Reason['member']>) => string | undefined;
  readonly fact?: (id: string) => string | undefined;
}

const isFactWord = (name: string): name is FactWord => name !== 'member' && Object.hasOwn(NEUTRAL_TEXT, name);

/** Returns the sentence of a reason; its code if there is none. Contains only names from `names`. */
export function reasonText(reason: Reason, language: Language, names: Names = {}): string {
  const text = entry(REASON_TEXT, reason.code);
  if (!text) return reason.code;
  const { member, fact, on, what, count } = reason;
  const memberName = () => (member && names.member?.(member)) ?? NEUTRAL_TEXT.member[language];
  const factName = (factWord: FactWord) => (fact && names.fact?.(fact)) ?? NEUTRAL_TEXT[factWord][language];
  const ownerOrYear = () => {
    if (member) return sentence(OF_TEXT.owner, language, { name: memberName() });
    if (fact) {
      const name = factName(FACT_OF_WHAT.get(what ?? '') ?? 'channel');
      return sentence(OF_TEXT.owner, language, { name });
    }
    return count === undefined ? '' : sentence(OF_TEXT.year, language, { name: count });
  };
  return sentence(text, language, (name) => {
    if (isFactWord(name)) return factName(name);
    if (name === 'member') return memberName();
    if (name === 'of') return ownerOrYear();
    if (name === 'on') return on && dateText(on, language);
    if (name === 'what') return what && word(WHAT_TEXT, what, language);
    if (name === 'count') return count;
    return name === 'percent' && count !== undefined ? Math.round(count * 1000) / 10 : undefined;
  });
}

/** Returns the sentences of a finding's reasons, each sentence once. */
export function findingText(
  { reasons }: Pick<Finding, 'reasons'>,
  language: Language,
  names: Names = {},
): string[] {
  const sentences = reasons.map((reason) => reasonText(reason, language, names));
  return sentences.length === 1 ? sentences : [...new Set(sentences)];
}

/** Returns the duty of a flag's rule with the outcome. */
export const flagText = ({ rule, outcome }: Pick<Finding, 'rule' | 'outcome'>, language: Language): string =>
  [ruleDuty(rule, language), OUTCOME_TEXT[outcome][language]].join(language === 'en' ? ': ' : '：');

/** Returns the action that closes a finding; undefined if there is nothing to close. */
export function closingText(
  { rule, outcome, reasons }: Pick<Finding, 'rule' | 'outcome' | 'reasons'>,
  language: Language,
): string | undefined {
  const first = reasons.map(({ code }) => entry(SHARED_CLOSING, code)).find((text) => text !== undefined);
  return (first ?? REGISTRY[rule]?.closing[outcome])?.[language];
}
