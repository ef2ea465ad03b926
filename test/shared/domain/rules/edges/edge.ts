import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { RuleId } from '../../../../../shared/domain/records/rule-id.ts';
import type { Residence, Site, SiteLinks } from '../../../../../shared/domain/records/site.ts';

/** What a rule says on a day: the outcome alone, or with the days that tell how it was found. */
type Said =
  | Outcome
  | { readonly outcome: Outcome; readonly since?: string; readonly changesOn?: string | undefined };

/** One number of the rules: what they say on the day before, the day itself and the day after. */
export interface Edge {
  /** The number, and on which side of it the days lie. */
  readonly edge: string;
  readonly rule: RuleId;
  readonly record: Household | SiteCase;
  readonly days: Readonly<Record<string, Said>>;
}

export interface SiteCase {
  readonly site: Site;
  readonly residences: readonly Residence[];
  readonly links: readonly SiteLinks[];
}
