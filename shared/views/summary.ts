import * as z from 'zod';
import { personal, SHOWN } from '../access/shown.ts';
import { AreaCode } from '../areas/area.ts';
import { PlainDate } from '../dates.ts';
import { Outcome, RULES, RuleId } from '../records/evaluated.ts';
import { Text } from '../records/facts.ts';
import { HouseholdId, SiteId } from '../records/ids.ts';
import { outcomesOf, type Summary } from '../table/summary.ts';

/** rule → an outcome for each of its subjects. */
const outcomes = z.partialRecord(RuleId, z.array(Outcome));

export const HouseholdLine = z
  .strictObject({
    kind: z.literal('household'),
    id: HouseholdId,
    name: personal(z.string(), 'name').describe('Of the head of the household'),
    number: z.string().optional(),
    area: AreaCode,
    siteId: SiteId.optional(),
    movedIn: PlainDate.optional(),
    dissolved: PlainDate.optional(),
    people: z.int(),
    changesOn: PlainDate.optional(),
    outcomes,
  })
  .register(SHOWN, { placed: true })
  .meta({ id: 'HouseholdLine', description: 'A household in a list' });
export const SiteLine = z
  .strictObject({
    kind: z.literal('site'),
    id: SiteId,
    name: Text,
    area: AreaCode,
    changesOn: PlainDate.optional(),
    outcomes,
  })
  .register(SHOWN, { placed: true })
  .meta({ id: 'SiteLine', description: 'A site in a list' });

/** The outcomes of a summary by rule, in the order of the rules: the table keeps the fields of a map in none. */
const outcomesIn = (letters: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    RULES.flatMap((rule) => (letters[rule] === undefined ? [] : [[rule, outcomesOf(letters[rule])]])),
  );

/** A line of a list. */
export const summaryView = <S extends Summary>({ outcomes: letters, ...summary }: S) => ({
  ...summary,
  outcomes: outcomesIn(letters),
});
