import type { Catalogue, LocalizedText } from '../domain/records/language.ts';
import { REGISTERED } from '../domain/rules/registry.ts';
import type { FactWord } from '../domain/rules/rule.ts';
import { SHARED_SENTENCES, SHARED_WORDS } from '../domain/rules/shared-sentences.ts';
import { SCHEME_TEXT, STEP_TEXT } from './fact-words.ts';

const joined = (first: Catalogue, others: readonly (Catalogue | undefined)[]): Catalogue =>
  Object.assign({}, first, ...others);

/** The sentence of each reason code, of all rules. */
export const REASON_TEXT = joined(
  SHARED_SENTENCES,
  REGISTERED.map(({ sentences }) => sentences),
);

/** The word of every code that can stand in a reason's `what`. */
export const WHAT_TEXT = joined({ ...SHARED_WORDS, ...SCHEME_TEXT, ...STEP_TEXT }, [
  ...REGISTERED.map(({ words }) => words),
]);

/** What the fact of a reason `missing` or `stale` is called, by what is missing or stale of it. */
export const FACT_OF_WHAT: ReadonlyMap<string, FactWord> = new Map(
  REGISTERED.flatMap(({ words = {}, facts = 'channel' }) =>
    Object.keys(words).map((what) => [what, facts] as const),
  ),
);

/** What a member, and a fact, is called where no name is given. */
export const NEUTRAL_TEXT = {
  member: { 'zh-CN': '该成员', en: 'the member' },
  industry: { 'zh-CN': '该产业', en: 'the industry' },
  job: { 'zh-CN': '该项工作', en: 'the job' },
  channel: { 'zh-CN': '该增收渠道', en: 'the income channel' },
  plan: { 'zh-CN': '该规划', en: 'the plan' },
} as const satisfies Readonly<Record<FactWord | 'member', LocalizedText>>;

/** Whose, or of which year, a thing is. */
export const OF_TEXT = {
  owner: { 'zh-CN': '{name}的', en: ' ({name})' },
  year: { 'zh-CN': '{name}年', en: ' ({name})' },
} as const satisfies Catalogue;
