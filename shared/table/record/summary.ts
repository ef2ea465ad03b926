import * as z from 'zod';
import { AreaCode } from '../../domain/areas/area.ts';
import { PlainDate } from '../../domain/calendar/dates.ts';
import { type Evaluated, Outcome } from '../../domain/records/evaluated.ts';
import type { Household } from '../../domain/records/household.ts';
import { HouseholdId, SiteId } from '../../domain/records/ids.ts';
import { RuleId } from '../../domain/records/rule-id.ts';
import type { Site } from '../../domain/records/site.ts';
import { isDue } from '../../domain/rules/evaluation.ts';
import type { Policy } from '../../domain/rules/settings.ts';

/** Outcomes are stored as one letter each, since summaries are read by the thousand. */
const OUTCOME_LETTERS = {
  met: 'm',
  at_risk: 'r',
  gap: 'g',
  unknown: 'u',
  not_applicable: 'n',
} as const satisfies Record<Outcome, string>;

const BY_LETTER = new Map<string, Outcome>(
  Outcome.options.map((outcome) => [OUTCOME_LETTERS[outcome], outcome]),
);

const outcomeOf = (letter: string): Outcome => {
  const outcome = BY_LETTER.get(letter);
  if (outcome === undefined) throw new Error(`no outcome is written ${JSON.stringify(letter)}`);
  return outcome;
};

/** Cache of parsed rows: they are few, and read by the thousand. */
const rows = new Map<string, Outcome[]>();

/** Returns the outcomes of a rule in a summary, one a subject. The list is shared; do not change it. */
export function outcomesOf(letters: string): Outcome[] {
  const cached = rows.get(letters);
  if (cached) return cached;
  const row = Array.from(letters, outcomeOf);
  rows.set(letters, row);
  return row;
}

export const letterOf = (outcome: Outcome): string => OUTCOME_LETTERS[outcome];

const sharedFields = {
  /** The name of the head of the household, or of the site. */
  name: z.string(),
  area: AreaCode,
  holdsFrom: PlainDate.optional(),
  changesOn: PlainDate.optional(),
  under: z.string(),
  /** The counts of the record's flags, parsed by `flagCountsIn`. */
  flags: z.string().optional(),
  /** rule → a letter for each subject: the household or site itself, or its members. */
  outcomes: z.partialRecord(RuleId, z.string().optional()),
};

/** The fields of a household in the indexes: for lists, numbers, and whether it is due. */
export const HouseholdSummary = z.strictObject({
  kind: z.literal('household'),
  id: HouseholdId,
  ...sharedFields,
  number: z.string().optional(),
  siteId: SiteId.optional(),
  movedIn: PlainDate.optional(),
  dissolved: PlainDate.optional(),
  people: z.int(),
});
export type HouseholdSummary = z.infer<typeof HouseholdSummary>;

export const SiteSummary = z.strictObject({ kind: z.literal('site'), id: SiteId, ...sharedFields });
export type SiteSummary = z.infer<typeof SiteSummary>;
export type Summary = HouseholdSummary | SiteSummary;

const outcomesIn = (evaluated: Evaluated | undefined): Partial<Record<RuleId, string>> => {
  const letters: Partial<Record<RuleId, string>> = {};
  for (const { rule, outcome } of evaluated?.findings ?? []) {
    letters[rule] = (letters[rule] ?? '') + OUTCOME_LETTERS[outcome];
  }
  return letters;
};

const sharedValues = ({ area, evaluated }: Household | Site) => ({
  area,
  holdsFrom: evaluated?.holdsFrom,
  changesOn: evaluated?.changesOn,
  under: evaluated?.under ?? '',
  flags: evaluated?.flags,
  outcomes: outcomesIn(evaluated),
});

export function summaryOf(record: Household | Site): Summary {
  if (record.kind === 'site')
    return { kind: 'site', id: record.id, name: record.name, ...sharedValues(record) };
  const present = record.members.filter(({ left, died }) => !left && !died);
  const head = present.find(({ relation }) => relation === '户主') ?? present[0] ?? record.members[0];
  return {
    kind: 'household',
    id: record.id,
    name: head?.name ?? '',
    number: record.number,
    siteId: record.siteId,
    movedIn: record.movedIn,
    dissolved: record.dissolved,
    people: present.length,
    ...sharedValues(record),
  };
}

/** Returns whether a summary is not evaluated for a day, or its flags are not counted. */
export const isBehind = (summary: Summary, on: PlainDate, policy: Policy): boolean =>
  summary.flags === undefined || isDue(summary, on, policy);

/** Returns whether rules apply to the record on a day: a household is no subject from the day it is dissolved. */
export const isSubject = (summary: Summary, on: PlainDate): boolean =>
  summary.kind === 'site' || !summary.dissolved || summary.dissolved > on;
