import type { PlainDate } from '../calendar/dates.ts';
import type { Outcome } from '../records/evaluated.ts';
import type { Catalogue, LocalizedText } from '../records/language.ts';
import type { Level } from '../records/level.ts';
import type { RuleId } from '../records/rule-id.ts';
import type { Residence, Site, SiteLinks } from '../records/site.ts';
import type { Policy } from './settings.ts';
import type { SHARED_SENTENCES } from './shared-sentences.ts';
import type { HouseholdTerms, MemberTerms } from './terms.ts';
import type { Ground, ReasonOf } from './timeline.ts';

/** Codes of reasons that any rule may give. */
type SharedCode = keyof typeof SHARED_SENTENCES;

/** The codes of reasons that a rule with these sentences may give. */
export type ReasonCode<Sentences> = (keyof Sentences & string) | SharedCode;

/** The document, and the clause of it, that a duty comes from. */
export interface Clause {
  /** The number of the clause alone: `二（三）1`. */
  readonly part: string;
  readonly ref: LocalizedText;
  readonly quote: LocalizedText;
}

/** A clause of 达市府办函〔2019〕30号. */
export const noticeClause = (part: string, quote: LocalizedText): Clause => ({
  part,
  ref: { 'zh-CN': `达市府办函〔2019〕30号 ${part}`, en: `Notice 达市府办函〔2019〕30号, part ${part}` },
  quote,
});

/** What a fact without a name of its own is called: 产业, 工作, 增收渠道, 规划. */
export type FactWord = 'industry' | 'job' | 'channel' | 'plan';

/**
 * Everything that is said or set about a duty, for any subject.
 *
 * @typeParam Code the codes of the reasons that have their sentences here
 */
interface RuleBase<Code extends string, Arguments extends readonly unknown[]> {
  readonly id: RuleId;
  /** Its name at a terminal and in code. */
  readonly name: string;
  readonly title: LocalizedText;
  /** The duty, in one line. */
  readonly duty: LocalizedText;
  readonly clause: Clause;
  /**
   * A sentence for each code of its own reasons. Placeholders: `{member}`, `{on}`, `{count}`, `{percent}`, `{what}` (a
   * word for the reason's `what`), `{of}` (whose or which year's it is, or nothing), and for the fact a `FactWord`.
   */
  readonly sentences: Readonly<Record<Code, LocalizedText>>;
  /** Words for codes of a reason's `what` that only this rule uses. */
  readonly words?: Catalogue;
  /** What the fact of its reasons `missing` and `stale` is called; `channel` by default. */
  readonly facts?: FactWord;
  /** What would close a finding, for each outcome that is not as it should be. */
  readonly closing: Readonly<Partial<Record<Outcome, LocalizedText>>>;
  /** What holds where a county's settings say nothing else. */
  readonly defaults: {
    /** Days from the finding until a flag is due. */
    readonly deadlineDays: number;
    /** Whether the system may close a flag by itself. */
    readonly autoClose: boolean;
    /** The day from which the duty holds; always, where there is none. */
    readonly dutyFrom?: PlainDate;
  };
  /** Whether `unknown` opens a flag (`data_gap`), so that somebody finds out; it is only counted otherwise. */
  readonly opensFlagWhenUnknown?: true;
  /** Whether a flag of it that opens goes out at once and not with the next digest. */
  readonly isUrgent?: true;
  /** The highest level that its flags rise to. */
  readonly highestLevel: Level;
  /** Whether it is one of the targets that the notice sets, by which places are ranked together. */
  readonly isNoticeTarget?: true;
  /** The first outcome of this list that has a ground on a day is the day's. */
  readonly order: readonly Outcome[];
  readonly otherwise: { readonly outcome: Outcome; readonly reason: ReasonOf<NoInfer<Code> | SharedCode> };
  readonly grounds: (...given: Arguments) => Ground<NoInfer<Code> | SharedCode>[];
}

export interface HouseholdRule<Code extends string = string>
  extends RuleBase<Code, [terms: HouseholdTerms, policy: Policy]> {
  readonly subject: 'household';
}

export interface MemberRule<Code extends string = string>
  extends RuleBase<Code, [of: MemberTerms, terms: HouseholdTerms, policy: Policy]> {
  readonly subject: 'member';
}

export interface SiteRule<Code extends string = string>
  extends RuleBase<
    Code,
    [site: Site, residences: readonly Residence[], links: readonly SiteLinks[], policy: Policy]
  > {
  readonly subject: 'site';
}

/** A rule of any subject. */
export type Rule = HouseholdRule | MemberRule | SiteRule;

// These let the compiler see that every reason that a rule gives has a sentence.
export const defineHouseholdRule = <C extends string>(rule: HouseholdRule<C>): HouseholdRule => rule;
export const defineMemberRule = <C extends string>(rule: MemberRule<C>): MemberRule => rule;
export const defineSiteRule = <C extends string>(rule: SiteRule<C>): SiteRule => rule;
