import * as z from 'zod';
import { type RuleId, rulesIn } from '../../domain/records/rule-id.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import { subjectOf } from '../store/keys.ts';
import { unpackLetters } from './lettered-summary.ts';
import { HouseholdSummary, SiteSummary, type Summary } from './summary.ts';

/** The path of the name in a stored summary, for a reader of nothing else. */
export const SUMMARY_NAME = 'name';

/** A summary as the indexes carry it: its kind and its id are in the item's key. */
const STORED = {
  household: tolerant(HouseholdSummary.omit({ kind: true, id: true })),
  site: tolerant(SiteSummary.omit({ kind: true, id: true })),
};

const KNOWN = new Set(Object.keys(HouseholdSummary.shape));

/** Fields that a later version put into a stored summary. A single letter is one of the former spelling. */
const unknownFields = (stored: unknown): Record<string, unknown> =>
  typeof stored === 'object' && stored !== null
    ? Object.fromEntries(Object.entries(stored).filter(([name]) => name.length > 1 && !KNOWN.has(name)))
    : {};

/** The summary as the indexes carry it, with the fields of a later version in the one that is `stored`. */
export function packSummary(summary: Summary, stored?: unknown): Readonly<Record<string, unknown>> {
  const { kind: _, id: __, outcomes, ...fields } = summary;
  const inOrder = Object.fromEntries(rulesIn(outcomes).map((rule: RuleId) => [rule, outcomes[rule]]));
  return { ...unknownFields(stored), ...fields, outcomes: inOrder };
}

/** The error of a summary that cannot be read: what is wrong with it may be personal, its key is not. */
const unreadable = (pk: unknown): z.ZodError =>
  new z.ZodRealError([
    {
      code: 'custom',
      path: ['summary'],
      message: `the summary of ${pk} cannot be read: houfu audit makes it anew`,
    },
  ]);

/** The summary in an item of an index; throws a `ZodError` that says how to make it anew where it cannot be read. */
export function summaryIn({ pk, summary }: Readonly<Record<string, unknown>>): Summary {
  const subject = subjectOf(String(pk));
  const named = unpackLetters(summary) ?? summary;
  if (subject?.kind === 'site') {
    const { data } = STORED.site.safeParse(named);
    if (data) return { kind: 'site', id: subject.id, ...data };
  } else if (subject) {
    const { data } = STORED.household.safeParse(named);
    if (data) return { kind: 'household', id: subject.id, ...data };
  }
  throw unreadable(pk);
}

/** Returns the summary of a household's item. Throws for a site. */
export function householdSummaryIn(item: Readonly<Record<string, unknown>>): HouseholdSummary {
  const summary = summaryIn(item);
  if (summary.kind !== 'household') throw new Error('a site stands where households are listed');
  return summary;
}
