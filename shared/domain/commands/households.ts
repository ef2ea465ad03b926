import * as z from 'zod';
import { AreaCode, countyOf } from '../areas/area.ts';
import { PlainDate } from '../calendar/dates.ts';
import { CONDITIONS, codesOf, RESETTLEMENTS } from '../records/code-lists.ts';
import { Text } from '../records/facts.ts';
import { type Household, householdProfile } from '../records/household.ts';
import { HouseholdDeclaration, IncomeStatement } from '../records/household-facts.ts';
import { HouseholdId, SiteId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import {
  applyPatch,
  recordDated,
  requireNotAfterToday,
  requireNotDissolved,
  requireTownship,
  requireWithinYears,
  requireYearWithinReach,
} from './checks.ts';
import { type CommandContext, householdCommand, householdRegistration } from './command.ts';
import { NewMember, withNewMember } from './members.ts';

const Arrival = z.strictObject({
  movedIn: PlainDate.optional(),
  resettlement: z.enum(codesOf(RESETTLEMENTS)).optional(),
  form: Text.optional(),
  /** Null if the household lives at no site. */
  siteId: SiteId.nullable().optional(),
});
type Arrival = z.infer<typeof Arrival>;

const sitesOf = ({ siteId }: Arrival) => (siteId ? [siteId] : []);

const applyArrival = (household: Household, arrival: Arrival, context: CommandContext): Household => {
  if (arrival.movedIn) requireWithinYears(arrival.movedIn, 'movedIn', context);
  const next = applyPatch(household, arrival);
  if (next.dissolved && next.movedIn && next.movedIn > next.dissolved) {
    throw new Refused('moved_in_after_dissolved', 'movedIn', { movedIn: next.movedIn, on: next.dissolved });
  }
  if (next.resettlement === 'scattered' && next.siteId) throw new Refused('scattered_at_site', 'siteId');
  if (arrival.siteId) {
    const site = context.sites.get(arrival.siteId);
    if (!site) throw new Refused('site_unknown', 'siteId');
    if (countyOf(site.area) !== countyOf(next.area)) throw new Refused('site_in_other_county', 'siteId');
  }
  return next;
};

const registerHousehold = householdRegistration({
  name: 'register-household',
  right: 'keep_households',
  input: z.strictObject({
    id: HouseholdId,
    area: AreaCode,
    ...householdProfile,
    ...Arrival.shape,
    members: z.array(NewMember).max(40).optional(),
  }),
  needs: sitesOf,
  apply: (_none, { id, area, members = [], movedIn, resettlement, form, siteId, ...profile }, context) => {
    requireTownship(area);
    const empty: Household = {
      kind: 'household',
      id,
      version: 0,
      area,
      registered: context.today,
      ...profile,
      conditions: [],
      members: [],
      employments: [],
      channels: [],
      statements: [],
      linkages: [],
      coverages: [],
      declared: [],
      transfers: [],
      plans: [],
      assessments: [],
    };
    const registered = applyArrival(empty, { movedIn, resettlement, form, siteId }, context);
    return members.reduce((household, member) => withNewMember(household, member, context), registered);
  },
});

const correctHousehold = householdCommand({
  name: 'correct-household',
  right: 'keep_households',
  input: z.strictObject({
    area: AreaCode.optional(),
    number: Text.nullable().optional(),
    origin: AreaCode.nullable().optional(),
    village: Text.nullable().optional(),
    attribute: Text.nullable().optional(),
    monitoring: Text.nullable().optional(),
    hukou: Text.nullable().optional(),
    phone: Text.nullable().optional(),
    /** Undoes a dissolution entered by mistake. */
    dissolved: z.null().optional(),
  }),
  apply: (household, fields) => {
    if (fields.area && fields.area !== household.area) requireTownship(fields.area);
    return applyPatch(household, fields);
  },
});

const moveIn = householdCommand({
  name: 'move-in',
  right: 'keep_households',
  input: Arrival,
  needs: sitesOf,
  apply: applyArrival,
});

const dissolveHousehold = householdCommand({
  name: 'dissolve-household',
  right: 'keep_households',
  input: z.strictObject({ on: PlainDate }),
  apply: (household, { on }, context) => {
    if (household.dissolved === on) return household;
    requireNotDissolved(household);
    requireNotAfterToday(on, 'on', context);
    if (household.movedIn && on < household.movedIn) {
      throw new Refused('moved_in_after_dissolved', 'on', { movedIn: household.movedIn, on });
    }
    return { ...household, dissolved: on };
  },
});

const recordConditions = householdCommand({
  name: 'record-conditions',
  right: 'keep_households',
  input: z.strictObject({ from: PlainDate, value: z.enum(codesOf(CONDITIONS)) }),
  apply: (household, { from, value }, context) => {
    requireNotDissolved(household);
    requireWithinYears(from, 'from', context);
    return applyPatch(household, { conditions: recordDated(household.conditions, from, value) });
  },
});

const declareHouseholdYear = householdCommand({
  name: 'declare-household-year',
  right: 'keep_coverages',
  input: HouseholdDeclaration,
  apply: (household, { year, schemes }, context) => {
    requireNotDissolved(household);
    requireYearWithinReach(year, context);
    const known = household.declared.find((one) => one.year === year);
    const next = applyPatch(known ?? { year, schemes: {} }, { schemes: { ...known?.schemes, ...schemes } });
    if (next === known) return household;
    const others = household.declared.filter((one) => one.year !== year);
    return { ...household, declared: [...others, next].sort((a, b) => a.year - b.year) };
  },
});

/**
 * Records the income statement of a year. A later statement of the same year corrects the fields that it has. Its date
 * defaults to 31 December of the year.
 */
const recordIncomeStatement = householdCommand({
  name: 'record-income-statement',
  right: 'keep_households',
  input: IncomeStatement.partial({ date: true }),
  apply: (household, input, context) => {
    requireNotDissolved(household);
    requireYearWithinReach(input.year, context);
    const known = household.statements.find(({ year }) => year === input.year);
    const date = input.date ?? known?.date ?? PlainDate.parse(`${input.year}-12-31`);
    requireWithinYears(date, 'date', context);
    const next = known ? applyPatch(known, input) : { ...input, date };
    if (next === known) return household;
    const others = household.statements.filter(({ year }) => year !== input.year);
    return { ...household, statements: [...others, next].sort((a, b) => a.year - b.year) };
  },
});

/** Changes no fact: makes the rules and the ledger evaluate the record again. */
const reEvaluateHousehold = householdCommand({
  name: 're-evaluate-household',
  right: 're_evaluate',
  input: z.strictObject({}),
  apply: (household) => household,
});

export const HOUSEHOLD_COMMANDS = [
  registerHousehold,
  correctHousehold,
  moveIn,
  dissolveHousehold,
  recordConditions,
  declareHouseholdYear,
  recordIncomeStatement,
  reEvaluateHousehold,
] as const;
