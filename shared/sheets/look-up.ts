import pMap from 'p-map';
import { countyOf } from '../areas/area.ts';
import { counties } from '../areas/names.ts';
import { dateInShanghai } from '../dates.ts';
import type { Deps } from '../deps.ts';
import type { HouseholdId } from '../records/ids.ts';
import type { Site } from '../records/site.ts';
import { personHash } from '../table/keys.ts';
import { householdsOfNumbers, householdsOfPeople, sitesOfNames } from '../table/owners.ts';
import { recordOf } from '../table/records.ts';
import type { SheetKind } from './kinds.ts';
import type { Referents } from './steps/kind-steps.ts';

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

/** The sites of each of these names, whichever counties have them. */
const findSites = async (deps: Deps, names: readonly string[]): Promise<Map<string, Site[]>> => {
  const byName = new Map<string, Site[]>();
  if (names.length === 0) return byName;
  const perCounty = await Promise.all(counties().map(({ code }) => sitesOfNames(deps.table, code, names)));
  const ids = perCounty.flatMap((found) => [...found.values()]);
  const sites = await pMap(ids, (id) => recordOf(deps.table, { kind: 'site', id }), { concurrency: AT_ONCE });
  for (const site of sites) {
    if (site?.kind === 'site') byName.set(site.name, [...(byName.get(site.name) ?? []), site]);
  }
  return byName;
};

/** The households of people, by ID number. The hash is the table's affair; whoever reads a sheet has the number. */
const findPeople = async (deps: Deps, idNumbers: readonly string[]): Promise<Map<string, HouseholdId>> => {
  const { personKey } = deps;
  if (idNumbers.length === 0) return new Map();
  if (!personKey) throw new Error('HOUFU_PERSON_KEY is not configured: this process cannot look up people');
  const numberOf = new Map(idNumbers.map((number) => [personHash(personKey, number), number]));
  const found = await householdsOfPeople(deps.table, [...numberOf.keys()]);
  return new Map([...found].map(([hash, household]) => [numberOf.get(hash) ?? '', household]));
};

/** 户编号 of the households that people turned out to be in though their rows say another. */
const numbersOf = async (
  deps: Deps,
  households: Iterable<HouseholdId>,
): Promise<Map<HouseholdId, string>> => {
  const records = await pMap(households, (id) => recordOf(deps.table, { kind: 'household', id }), {
    concurrency: AT_ONCE,
  });
  return new Map(
    records.flatMap((record) =>
      record?.kind === 'household' && record.number ? [[record.id, record.number] as const] : [],
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

/** Finds in the table everything that rows of a kind refer to, by a few batched reads. */
export const lookUp = async (deps: Deps, kind: SheetKind, rows: readonly AnyRow[]): Promise<Referents> => {
  const [numbers, people, sites] = await Promise.all([
    householdsOfNumbers(deps.table, textsIn(rows, 'householdNumber')),
    findPeople(deps, textsIn(rows, 'idNumber')),
    // A sheet of sites has each site's name as its own; elsewhere a name is a person's or an industry's.
    findSites(deps, textsIn(rows, kind === 'sites' ? 'name' : 'siteName')),
  ]);
  const theirs = await numbersOf(deps, elsewhere(rows, people, numbers));
  return {
    today: dateInShanghai(deps.clock()),
    newId: deps.newId,
    householdOfNumber: (number) => numbers.get(number),
    householdOfPerson: (idNumber) => people.get(idNumber),
    numberOf: (household) => theirs.get(household),
    sitesNamed: (name, county) =>
      (sites.get(name) ?? []).filter(({ area }) => county === undefined || countyOf(area) === county),
  };
};
