import * as z from 'zod';
import { type RuleId, rulesIn } from '../../domain/records/rule-id.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import { subjectOf } from '../store/keys.ts';
import { unpackLetters } from './lettered-summary.ts';
import { HouseholdSummary, SiteSummary, type Summary } from './summary.ts';

/** The field of the name in a stored summary, for projections. */
export const SUMMARY_NAME = 'name';

/** The schemas of stored summaries: kind and id are in the item's key. */
const STORED = {
  household: tolerant(HouseholdSummary.omit({ kind: true, id: true })),
  site: tolerant(SiteSummary.omit({ kind: true, id: true })),
};

const KNOWN = new Set(Object.keys(HouseholdSummary.shape));

/** Returns the fields that a later version added to a stored summary. A single letter is a field of the lettered format. */
const unknownFields = (stored: unknown): Record<string, unknown> =>
  typeof stored === 'object' && stored !== null
    ? Object.fromEntries(Object.entries(stored).filter(([name]) => name.length > 1 && !KNOWN.has(name)))
    : {};

/** Returns a summary for storage, with the unknown fields of the `stored` one. */
export function packSummary(summary: Summary, stored?: unknown): Readonly<Record<string, unknown>> {
  const { kind: _, id: __, outcomes, ...fields } = summary;
  const inOrder = Object.fromEntries(rulesIn(outcomes).map((rule: RuleId) => [rule, outcomes[rule]]));
  return { ...unknownFields(stored), ...fields, outcomes: inOrder };
}

/** Builds the error of an unreadable summary from its key only, since the content may be personal. */
const unreadableSummary = (pk: unknown): z.ZodError =>
  new z.ZodRealError([
    {
      code: 'custom',
      path: ['summary'],
      message: `the summary of ${pk} cannot be read: houfu audit makes it anew`,
    },
  ]);

/** Parses the summary in an item of an index. Throws a `ZodError` with the remedy if it is unreadable. */
export function summaryIn({ pk, summary }: Readonly<Record<string, unknown>>): Summary {
  const subject = subjectOf(String(pk));
  const fields = unpackLetters(summary) ?? summary;
  if (subject?.kind === 'site') {
    const { data } = STORED.site.safeParse(fields);
    if (data) return { kind: 'site', id: subject.id, ...data };
  } else if (subject) {
    const { data } = STORED.household.safeParse(fields);
    if (data) return { kind: 'household', id: subject.id, ...data };
  }
  throw unreadableSummary(pk);
}

/** Returns the summary of a household's item. Throws for a site. */
export function householdSummaryIn(item: Readonly<Record<string, unknown>>): HouseholdSummary {
  const summary = summaryIn(item);
  if (summary.kind !== 'household') throw new Error('a site stands where households are listed');
  return summary;
}
