import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { PlainDate } from '../dates.ts';
import { OUTCOMES, type Outcome, RULES } from './evaluated.ts';

const count = z.int().min(0);

/** How many subjects of a rule have each outcome. */
export const Tally = z.strictObject(
  Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count])) as Record<Outcome, typeof count>,
);
export type Tally = z.infer<typeof Tally>;

export const NO_TALLY: Tally = { met: 0, at_risk: 0, gap: 0, unknown: 0, not_applicable: 0 };

/** What one run of the audit did in a township. */
export const AuditPart = z.strictObject({
  /** Names the run: all townships of a run carry it. */
  run: z.string(),
  at: z.iso.datetime(),
  /** Records whose summaries were read. */
  looked: count,
  due: count,
  sites: count,
  /** Records that were written. */
  changed: count,
  /** Ids of records that could not be evaluated; the next run tries them again. */
  failed: z.array(z.string()),
});
export type AuditPart = z.infer<typeof AuditPart>;

/** The numbers of a township on a day, from the one evaluation that lists and findings show. */
export const Numbers = z.strictObject({
  area: AreaCode,
  on: PlainDate,
  households: count,
  people: count,
  sites: count,
  /** Evaluated now on record; rules with no subject in the township are missing. */
  rules: z.partialRecord(z.enum(RULES), Tally),
});
export type Numbers = z.infer<typeof Numbers>;
