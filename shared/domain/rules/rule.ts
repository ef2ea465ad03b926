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

/** Codes of reasons that any rule may use. */
type SharedCode = keyof typeof SHARED_SENTENCES;

/** The codes of reasons that a rule with these sentences may use. */
export type ReasonCode<Sentences> = (keyof Sentences & string) | SharedCode;

/** The clause of a document that is the source of a duty. */
export interface Clause {
  /** The number of the clause: `二（三）1`. */
  readonly part: string;
  readonly ref: LocalizedText;
  readonly quote: LocalizedText;
}

/** Builds a clause of 达市府办函〔2019〕30号. */
export const noticeClause = (part: string, quote: LocalizedText): Clause => ({
  part,
  ref: { 'zh-CN': `达市府办函〔2019〕30号 ${part}`, en: `Notice 达市府办函〔2019〕30号, part ${part}` },
  quote,
});

/** The word for a fact without a name: 产业, 工作, 增收渠道, 规划. */
export type FactWord = 'industry' | 'job' | 'channel' | 'plan';

/**
 * The definition of a duty, for any subject.
 *
 * @typeParam Code the codes of the reasons whose sentences the rule contains
 */
interface RuleBase<Code extends string, Arguments extends readonly unknown[]> {
  readonly id: RuleId;
  /** The name for terminals and code. */
  readonly name: string;
  readonly title: LocalizedText;
  /** The duty, in one line. */
  readonly duty: LocalizedText;
  readonly clause: Clause;
  /**
   * A sentence for each code of the rule's own reasons. Placeholders: `{member}`, `{on}`, `{count}`, `{percent}`, `{what}`
   * (the word for the reason's `what`), `{of}` (the member or the year of the fact, or empty), and a `FactWord`.
   */
  readonly sentences: Readonly<Record<Code, LocalizedText>>;
  /** Words for the codes of `what` that only this rule uses. */
  readonly words?: Catalogue;
  /** The word for the fact of the reasons `missing` and `stale`; `channel` by default. */
  readonly facts?: FactWord;
  /** The action that closes a finding, by outcome. */
  readonly closing: Readonly<Partial<Record<Outcome, LocalizedText>>>;
  /** Values for counties whose settings have none. */
  readonly defaults: {
    /** Days from the finding until a flag is due. */
    readonly deadlineDays: number;
    /** Whether the system may close a flag. */
    readonly autoClose: boolean;
    /** The day from which the duty holds; without it, always. */
    readonly dutyFrom?: PlainDate;
  };
  /** `unknown` opens a flag (`data_gap`); without this field it is only counted. */
  readonly opensFlagWhenUnknown?: true;
  /** A new flag is sent at once instead of with the next digest. */
  readonly isUrgent?: true;
  /** The highest level to which flags rise. */
  readonly highestLevel: Level;
  /** The rule is one of the notice's targets, which form the combined ranking. */
  readonly isNoticeTarget?: true;
  /** The outcome of a day is the first of this list with a ground on that day. */
  readonly order: readonly Outcome[];
  readonly otherwise: { readonly outcome: Outcome; readonly reason: ReasonOf<NoInfer<Code> | SharedCode> };
  readonly grounds: (...args: Arguments) => Ground<NoInfer<Code> | SharedCode>[];
}

export interface HouseholdRule<Code extends string = string>
  extends RuleBase<Code, [household: HouseholdTerms, policy: Policy]> {
  readonly subject: 'household';
}

export interface MemberRule<Code extends string = string>
  extends RuleBase<Code, [member: MemberTerms, household: HouseholdTerms, policy: Policy]> {
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

// With these the compiler checks that every reason of a rule has a sentence.
export const defineHouseholdRule = <C extends string>(rule: HouseholdRule<C>): HouseholdRule => rule;
export const defineMemberRule = <C extends string>(rule: MemberRule<C>): MemberRule => rule;
export const defineSiteRule = <C extends string>(rule: SiteRule<C>): SiteRule => rule;
