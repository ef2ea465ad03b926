import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import type { FlagChange } from '../ledger/flag-changes.ts';
import type { Evaluated } from '../records/evaluated.ts';
import type { Household } from '../records/household.ts';
import { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import { LEVELS } from '../records/level.ts';
import { RuleId } from '../records/rule-id.ts';
import type { Site } from '../records/site.ts';
import { REGISTRY } from '../rules/registry.ts';

/** The events that leads are alerted to: a flag opened, reopened or overdue, or a finding newly at risk. */
export const NEWS_KINDS = ['opened', 'reopened', 'overdue', 'at_risk'] as const;

const NewsItem = z.strictObject({
  kind: z.enum(NEWS_KINDS),
  rule: RuleId,
  member: MemberId.optional(),
  /** The level that an overdue flag has risen to. */
  level: z.enum(LEVELS).optional(),
  dueOn: PlainDate.optional(),
});
type NewsItem = z.infer<typeof NewsItem>;

/**
 * The alertable events of one change of one record, written in the change's own transaction, so that neither exists
 * without the other. Holds ids and codes, never a name, an ID number or a phone.
 */
export const News = z.strictObject({
  /** Instant, record and version: sorted by time, and the same for the same change. */
  id: z.string(),
  area: AreaCode,
  subject: z.union([
    z.strictObject({ kind: z.literal('household'), id: HouseholdId }),
    z.strictObject({ kind: z.literal('site'), id: SiteId }),
  ]),
  at: Instant,
  items: z.array(NewsItem),
});
export type News = z.infer<typeof News>;

/** Returns whether news go out at once: gaps of urgent rules, and flags that have risen. Others wait for the digest. */
export const isUrgent = ({ items }: Pick<News, 'items'>): boolean =>
  items.some(
    ({ kind, rule }) => kind === 'overdue' || (REGISTRY[rule]?.isUrgent === true && kind !== 'at_risk'),
  );

const itemsOfFlagChange = ({ kind, after }: FlagChange): NewsItem[] => {
  const { rule, member, level, dueOn } = after;
  const about = { rule, ...(member ? { member } : {}), dueOn };
  if (kind === 'opened' || kind === 'reopened') return [{ kind, ...about }];
  return kind === 'raised' ? [{ kind: 'overdue', ...about, level }] : [];
};

type Findings = Evaluated['findings'];

/** Returns an item for each finding that was not at risk before the change and is after it. */
const newlyAtRisk = (before: Findings, after: Findings): NewsItem[] => {
  const keyOf = ({ rule, member }: Findings[number]) => `${rule} ${member ?? ''}`;
  const outcomesBefore = new Map(before.map((finding) => [keyOf(finding), finding.outcome]));
  return after
    .filter((finding) => finding.outcome === 'at_risk' && outcomesBefore.get(keyOf(finding)) !== 'at_risk')
    .map(({ rule, member }) => ({ kind: 'at_risk', rule, ...(member ? { member } : {}) }));
};

interface Change {
  readonly flagChanges: readonly FlagChange[];
  readonly before: Household | Site | undefined;
  readonly after: Household | Site;
  /** The instant of the change. */
  readonly at: string;
}

/** Returns the news of a change; undefined if it has none. */
export function newsOf({ flagChanges, before, after, at }: Change): News | undefined {
  const items = [
    ...flagChanges.flatMap(itemsOfFlagChange),
    ...newlyAtRisk(before?.evaluated?.findings ?? [], after.evaluated?.findings ?? []),
  ];
  if (items.length === 0) return undefined;
  const id = `${at.replace(/\D/g, '')}.${after.id}.${after.version}`;
  return { id, area: after.area, subject: { kind: after.kind, id: after.id } as News['subject'], at, items };
}
