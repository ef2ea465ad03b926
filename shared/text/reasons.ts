import type { Catalogue, LocalizedText } from '../domain/records/language.ts';
import { REGISTERED } from '../domain/rules/registry.ts';
import type { FactWord } from '../domain/rules/rule.ts';
import { SHARED_SENTENCES, SHARED_WORDS } from '../domain/rules/shared-sentences.ts';
import { SCHEME_TEXT, STEP_TEXT } from './fact-words.ts';

const joinCatalogues = (first: Catalogue, others: readonly (Catalogue | undefined)[]): Catalogue =>
  Object.assign({}, first, ...others);

/** The sentence of each reason code, of all rules. */
export const REASON_TEXT = joinCatalogues(
  SHARED_SENTENCES,
  REGISTERED.map(({ sentences }) => sentences),
);

/** The word of each code of a reason's `what`. */
export const WHAT_TEXT = joinCatalogues({ ...SHARED_WORDS, ...SCHEME_TEXT, ...STEP_TEXT }, [
  ...REGISTERED.map(({ words }) => words),
]);

/** The word for the fact of a reason `missing` or `stale`, by its `what`. */
export const FACT_OF_WHAT: ReadonlyMap<string, FactWord> = new Map(
  REGISTERED.flatMap(({ words = {}, facts = 'channel' }) =>
    Object.keys(words).map((what) => [what, facts] as const),
  ),
);

/** Words for a member or a fact without a name. */
export const NEUTRAL_TEXT = {
  member: { 'zh-CN': '该成员', en: 'the member' },
  industry: { 'zh-CN': '该产业', en: 'the industry' },
  job: { 'zh-CN': '该项工作', en: 'the job' },
  channel: { 'zh-CN': '该增收渠道', en: 'the income channel' },
  plan: { 'zh-CN': '该规划', en: 'the plan' },
} as const satisfies Readonly<Record<FactWord | 'member', LocalizedText>>;

/** The value of `{of}`: the owner or the year of a fact. */
export const OF_TEXT = {
  owner: { 'zh-CN': '{name}的', en: ' ({name})' },
  year: { 'zh-CN': '{name}年', en: ' ({name})' },
} as const satisfies Catalogue;
