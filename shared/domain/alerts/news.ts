import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import { LEVELS } from '../ledger/flag.ts';
import type { FlagTurn } from '../ledger/turns.ts';
import type { Evaluated } from '../records/evaluated.ts';
import type { Household } from '../records/household.ts';
import { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import { RuleId } from '../records/rule-id.ts';
import type { Site } from '../records/site.ts';

/** What leads are told of: a flag came or came back, is overdue, or a finding will turn within the look-ahead. */
export const NEWS_KINDS = ['opened', 'reopened', 'overdue', 'at_risk'] as const;

const NewsItem = z.strictObject({
  kind: z.enum(NEWS_KINDS),
  rule: RuleId,
  member: MemberId.optional(),
  /** Of `overdue`: the level that the flag has risen to. */
  level: z.enum(LEVELS).optional(),
  dueOn: PlainDate.optional(),
});
type NewsItem = z.infer<typeof NewsItem>;

/**
 * What one change of one record has to tell, written in that change's own transaction: a change that stands has its
 * news, and one that does not has none. Ids and codes, never a name, an ID number or a phone.
 */
export const News = z.strictObject({
  /** The instant, the record and its version: later news come later, and the same change has the same. */
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

/** Gaps of sites, and what has risen to the county, wait for no morning. */
export const isUrgent = ({ items }: Pick<News, 'items'>): boolean =>
  items.some(({ kind, rule }) => kind === 'overdue' || (rule === 'R1' && kind !== 'at_risk'));

const fromTurn = ({ what, after }: FlagTurn): NewsItem[] => {
  const { rule, member, level, dueOn } = after;
  const about = { rule, ...(member ? { member } : {}), dueOn };
  if (what === 'opened' || what === 'reopened') return [{ kind: what, ...about }];
  return what === 'raised' ? [{ kind: 'overdue', ...about, level }] : [];
};

type Standing = Evaluated['findings'];

/** Findings that have come to be at risk; only the change is news. */
const becameAtRisk = (before: Standing, after: Standing): NewsItem[] => {
  const keyOf = ({ rule, member }: Standing[number]) => `${rule} ${member ?? ''}`;
  const was = new Map(before.map((finding) => [keyOf(finding), finding.outcome]));
  return after
    .filter((finding) => finding.outcome === 'at_risk' && was.get(keyOf(finding)) !== 'at_risk')
    .map(({ rule, member }) => ({ kind: 'at_risk', rule, ...(member ? { member } : {}) }));
};

interface Change {
  readonly turns: readonly FlagTurn[];
  readonly before: Household | Site | undefined;
  readonly after: Household | Site;
  /** When it was made. */
  readonly at: string;
}

/** What a change of a record has to tell; undefined where nobody has to be told anything. */
export function newsOf({ turns, before, after, at }: Change): News | undefined {
  const items = [
    ...turns.flatMap(fromTurn),
    ...becameAtRisk(before?.evaluated?.findings ?? [], after.evaluated?.findings ?? []),
  ];
  if (items.length === 0) return undefined;
  const id = `${at.replace(/\D/g, '')}.${after.id}.${after.version}`;
  return { id, area: after.area, subject: { kind: after.kind, id: after.id } as News['subject'], at, items };
}
