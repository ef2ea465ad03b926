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
import { toRefusal } from './unreadable.ts';

/** A row of any kind: the fields that refer to records have the same names in all of them. */
interface AnyRow {
  readonly values: object;
}

/** Records that are read at the same time. */
const AT_ONCE = 8;

/** Returns the distinct texts of these fields. */
const textsIn = (rows: readonly AnyRow[], ...fields: readonly string[]): string[] => {
  const texts = rows.flatMap(({ values }) =>
    fields.map((field) => (values as Record<string, unknown>)[field]),
  );
  return [...new Set(texts.filter((text) => typeof text === 'string'))];
};

/** A site of a county, or the reason why it cannot be read. */
interface FoundSite {
  readonly name: string;
  readonly county: string;
  readonly site: Household | Site | undefined | Refused;
}

/** Finds the sites of these names in all counties. */
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
    async ({ id, ...where }) => ({ ...where, site: await readOrRefuse(deps, { kind: 'site', id }) }),
    { concurrency: AT_ONCE },
  );
};

/** Reads a record; returns the reason if it cannot be read, so that only the rows that need it are refused. */
const readOrRefuse = async (
  deps: Deps,
  subject: Subject,
): Promise<Household | Site | undefined | Refused> => {
  try {
    return await recordOf(deps.table, subject);
  } catch (error) {
    return toRefusal(error);
  }
};

/** Finds the households of people by ID number. */
const findPeople = async (deps: Deps, idNumbers: readonly string[]): Promise<Map<string, HouseholdId>> => {
  if (idNumbers.length === 0) return new Map();
  const found = await householdsOfPeople(deps.table, await deps.keys(), idNumbers);
  return new Map([...found].map(([idNumber, { household }]) => [idNumber, household]));
};

/** Reads the 户编号 of households. */
const numbersByHousehold = async (
  deps: Deps,
  households: Iterable<HouseholdId>,
): Promise<Map<HouseholdId, string>> => {
  const records = await pMap(households, (id) => readOrRefuse(deps, { kind: 'household', id }), {
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

/** Returns the households of people whose rows name another household. */
const householdsElsewhere = (
  rows: readonly AnyRow[],
  people: ReadonlyMap<string, HouseholdId>,
  numbers: ReadonlyMap<string, HouseholdId>,
): Set<HouseholdId> => {
  const found = new Set<HouseholdId>();
  for (const { values } of rows) {
    const { idNumber, householdNumber } = values as { idNumber?: string; householdNumber?: string };
    const owner = idNumber && people.get(idNumber);
    if (owner && householdNumber && numbers.get(householdNumber) !== owner) found.add(owner);
  }
  return found;
};

interface LookUpResult {
  readonly referents: Referents;
  /** The sites that rows refer to. */
  readonly sites: ReadonlyMap<SiteId, Site>;
}

/**
 * Finds in the table everything that rows refer to, by a few batched reads. `county` is the county of rows that name
 * none.
 */
export async function lookUpReferents(
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
    // In a sheet of sites `name` is the site's; in the others it is a person's or an industry's.
    findSites(deps, textsIn(rows, kind === 'sites' ? 'name' : 'siteName')),
  ]);
  const numbersElsewhere = await numbersByHousehold(deps, householdsElsewhere(rows, people, numbers));
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
    numberOf: (household) => numbersElsewhere.get(household),
    sitesNamed,
  };
  const all = sites.flatMap(({ site }) => (site && 'kind' in site && site.kind === 'site' ? [site] : []));
  return { referents, sites: new Map(all.map((site) => [site.id, site])) };
}
