import * as z from 'zod';
import { type RuleId, rulesIn } from '../../domain/records/rule-id.ts';
import { subjectOf } from '../store/keys.ts';
import { HouseholdSummary, type SiteSummary, type Summary } from './summary.ts';

/** Where the name is in what `storedSummary` gives, for whoever reads nothing else. */
export const SUMMARY_NAME = 'n';

const OF_SUMMARY = HouseholdSummary.shape;

const ofBoth = {
  [SUMMARY_NAME]: OF_SUMMARY.name,
  a: OF_SUMMARY.area,
  h: OF_SUMMARY.holdsFrom,
  c: OF_SUMMARY.changesOn,
  u: OF_SUMMARY.under,
  f: OF_SUMMARY.flags,
  /** `/m/m/m/mm/mm/m/nn/m`: the letters of each rule's subjects, in the order of the rules. */
  o: z.string().regex(/^[a-z]*(\/[a-z]*){8,98}$/),
};

/**
 * One letter a field: an audit reads the summaries of all households, and their names would be a quarter of what it
 * reads. A letter that no field has any more is not given to another.
 */
const STORED = {
  household: z.strictObject({
    ...ofBoth,
    k: OF_SUMMARY.number,
    s: OF_SUMMARY.siteId,
    m: OF_SUMMARY.movedIn,
    d: OF_SUMMARY.dissolved,
    p: OF_SUMMARY.people,
  }),
  site: z.strictObject(ofBoth),
};
type OfSite = z.infer<typeof STORED.site>;
type OfHousehold = z.infer<typeof STORED.household>;

/** R1 to R9 always have a place; a rule behind them only where it, or one behind it, has an outcome. */
const LEAST_PLACES = 9;

const packed = (outcomes: Summary['outcomes']): string => {
  const places = Math.max(LEAST_PLACES, ...rulesIn(outcomes).map((rule) => Number(rule.slice(1))));
  return Array.from({ length: places }, (_, place) => outcomes[`R${place + 1}`] ?? '').join('/');
};

const unpacked = (text: string): Summary['outcomes'] => {
  const outcomes: Partial<Record<RuleId, string>> = {};
  for (const [place, row] of text.split('/').entries()) if (row) outcomes[`R${place + 1}`] = row;
  return outcomes;
};

const sharedOf = ({ name, area, holdsFrom, changesOn, under, flags, outcomes }: Summary): OfSite => ({
  [SUMMARY_NAME]: name,
  a: area,
  h: holdsFrom,
  c: changesOn,
  u: under,
  f: flags,
  o: packed(outcomes),
});

/** A summary as the indexes carry it: whose it is, the key says. */
export const storedSummary = (summary: Summary): OfSite | OfHousehold => {
  if (summary.kind === 'site') return sharedOf(summary);
  const { number: k, siteId: s, movedIn: m, dissolved: d, people: p } = summary;
  return { ...sharedOf(summary), k, s, m, d, p };
};

const sharedIn = (stored: OfSite) => ({
  name: stored.n,
  area: stored.a,
  holdsFrom: stored.h,
  changesOn: stored.c,
  under: stored.u,
  flags: stored.f,
  outcomes: unpacked(stored.o),
});

const householdIn = (id: HouseholdSummary['id'], stored: OfHousehold): HouseholdSummary => {
  const { k: number, s: siteId, m: movedIn, d: dissolved, p: people } = stored;
  return { kind: 'household', id, ...sharedIn(stored), number, siteId, movedIn, dissolved, people };
};

const siteIn = (id: SiteSummary['id'], stored: OfSite): SiteSummary => ({
  kind: 'site',
  id,
  ...sharedIn(stored),
});

/** What is wrong with it may be of a person: its key is not. */
const unreadable = (pk: unknown): z.ZodError =>
  new z.ZodRealError([
    {
      code: 'custom',
      path: ['summary'],
      message: `the summary of ${pk} cannot be read: houfu audit makes it anew`,
    },
  ]);

/** The summary in an item of an index; throws a `ZodError` that says what makes it anew where it cannot be read. */
export const summaryIn = ({ pk, summary }: Readonly<Record<string, unknown>>): Summary => {
  const subject = subjectOf(String(pk));
  if (subject?.kind === 'site') {
    const { data } = STORED.site.safeParse(summary);
    if (data) return siteIn(subject.id, data);
  } else if (subject) {
    const { data } = STORED.household.safeParse(summary);
    if (data) return householdIn(subject.id, data);
  }
  throw unreadable(pk);
};

/** The same of an item that can be none but a household's. */
export const householdSummaryIn = (item: Readonly<Record<string, unknown>>): HouseholdSummary => {
  const summary = summaryIn(item);
  if (summary.kind !== 'household') throw new Error('a site stands where households are listed');
  return summary;
};
