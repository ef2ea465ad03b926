import pMap from 'p-map';
import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import { dateInShanghai } from '../domain/calendar/dates.ts';
import type { Household } from '../domain/records/household.ts';
import type { HouseholdId, SiteId } from '../domain/records/ids.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import { householdsOfNumbers, householdsOfPeople, sitesOfNames } from '../table/record/owners.ts';
import { recordOf } from '../table/record/records.ts';
import type { SheetKind } from './kinds.ts';
import type { Referents } from './steps/kind-steps.ts';
import { unreadable } from './unreadable.ts';

/** A row of any kind: what it refers to stands in fields of the same names. */
interface AnyRow {
  readonly values: object;
}

/** Records that are read at the same time. */
const AT_ONCE = 8;

/** Every text that rows have in one of these fields, once. */
const textsIn = (rows: readonly AnyRow[], ...fields: readonly string[]): string[] => {
  const texts = rows.flatMap(({ values }) =>
    fields.map((field) => (values as Record<string, unknown>)[field]),
  );
  return [...new Set(texts.filter((text) => typeof text === 'string'))];
};

/** A site of a county, or why it cannot be read. */
interface FoundSite {
  readonly name: string;
  readonly county: string;
  readonly site: Household | Site | undefined | Refused;
}

/** The sites of these names, whichever counties have them. */
const findSites = async (deps: Deps, names: readonly string[]): Promise<FoundSite[]> => {
  if (names.length === 0) return [];
  const perCounty = await Promise.all(
    deps.areas.counties().map(async ({ code }) => {
      const found = await sitesOfNames(deps.table, code, names);
      return [...found].map(([name, id]) => ({ name, county: code, id }));
    }),
  );
  return await pMap(
    perCounty.flat(),
    async ({ id, ...where }) => ({ ...where, site: await readable(deps, { kind: 'site', id }) }),
    { concurrency: AT_ONCE },
  );
};

/** A record, or why it cannot be read: that is the affair of the rows that need it and of no other. */
const readable = async (deps: Deps, subject: Subject): Promise<Household | Site | undefined | Refused> => {
  try {
    return await recordOf(deps.table, subject);
  } catch (error) {
    return unreadable(error);
  }
};

/** The households of people, by ID number. */
const findPeople = async (deps: Deps, idNumbers: readonly string[]): Promise<Map<string, HouseholdId>> => {
  if (idNumbers.length === 0) return new Map();
  const found = await householdsOfPeople(deps.table, await deps.keys(), idNumbers);
  return new Map([...found].map(([idNumber, { household }]) => [idNumber, household]));
};

/** 户编号 of the households that people turned out to be in though their rows say another. */
const numbersOf = async (
  deps: Deps,
  households: Iterable<HouseholdId>,
): Promise<Map<HouseholdId, string>> => {
  const records = await pMap(households, (id) => readable(deps, { kind: 'household', id }), {
    concurrency: AT_ONCE,
  });
  return new Map(
    records.flatMap((record) =>
      record && 'kind' in record && record.kind === 'household' && record.number
        ? [[record.id, record.number] as const]
        : [],
    ),
  );
};

const elsewhere = (
  rows: readonly AnyRow[],
  people: ReadonlyMap<string, HouseholdId>,
  numbers: ReadonlyMap<string, HouseholdId>,
): Set<HouseholdId> => {
  const found = new Set<HouseholdId>();
  for (const { values } of rows) {
    const { idNumber, householdNumber } = values as { idNumber?: string; householdNumber?: string };
    const is = idNumber && people.get(idNumber);
    if (is && householdNumber && numbers.get(householdNumber) !== is) found.add(is);
  }
  return found;
};

interface LookUpResult {
  readonly referents: Referents;
  /** Every site that rows may put a household at, or link it to. */
  readonly sites: ReadonlyMap<SiteId, Site>;
}

/**
 * Finds in the table everything that rows of a kind refer to, by a few batched reads. `county` is meant where rows
 * name none.
 */
export async function lookUp(
  deps: Deps,
  {
    kind,
    rows,
    fields,
  }: { readonly kind: SheetKind } & {
    readonly rows: readonly AnyRow[];
    readonly fields: ReadonlySet<string>;
  },
  county: AreaCode | undefined,
): Promise<LookUpResult> {
  const [numbers, people, sites] = await Promise.all([
    householdsOfNumbers(deps.table, textsIn(rows, 'householdNumber')),
    findPeople(deps, textsIn(rows, 'idNumber')),
    // A sheet of sites has each site's name as its own; elsewhere a name is a person's or an industry's.
    findSites(deps, textsIn(rows, kind === 'sites' ? 'name' : 'siteName')),
  ]);
  const theirs = await numbersOf(deps, elsewhere(rows, people, numbers));
  const sitesNamed: Referents['sitesNamed'] = (name, within = county) =>
    sites
      .filter((one) => one.name === name && (within === undefined || one.county === within))
      .flatMap(({ site }) => {
        if (site instanceof Refused) throw site;
        return site?.kind === 'site' ? [site] : [];
      });
  const referents: Referents = {
    today: dateInShanghai(deps.clock()),
    newId: deps.newId,
    areas: deps.areas,
    county,
    hasColumn: (field) => fields.has(field),
    householdOfNumber: (number) => numbers.get(number),
    householdOfPerson: (idNumber) => people.get(idNumber),
    numberOf: (household) => theirs.get(household),
    sitesNamed,
  };
  const all = sites.flatMap(({ site }) => (site && 'kind' in site && site.kind === 'site' ? [site] : []));
  return { referents, sites: new Map(all.map((site) => [site.id, site])) };
}
