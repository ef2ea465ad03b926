import { beforeAll, describe, expect, test } from 'vitest';
import type { Alert } from '../../../shared/domain/alerts/alert.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { flagIdOf, flagNameOf } from '../../../shared/domain/ledger/flag-id.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { getAlert, listAlerts } from '../../../shared/queries/alerts.ts';
import { readFindings } from '../../../shared/queries/area-findings.ts';
import { getFlag, listFlags } from '../../../shared/queries/flags.ts';
import { listFrozenLines, readAllFrozenLines } from '../../../shared/queries/frozen-lines.ts';
import { getFrozenMonth } from '../../../shared/queries/frozen-months.ts';
import { listChanges, listSupportEntries } from '../../../shared/queries/history.ts';
import { listHouseholds } from '../../../shared/queries/households.ts';
import { getNumbers } from '../../../shared/queries/numbers/area-numbers.ts';
import { getLeague } from '../../../shared/queries/numbers/league.ts';
import { getTrend } from '../../../shared/queries/numbers/trend.ts';
import type { Page, PageRequest } from '../../../shared/queries/page.ts';
import { locatePerson, lookUpPerson } from '../../../shared/queries/people.ts';
import { getHouseholdAsOf } from '../../../shared/queries/record-as-of.ts';
import { listRecords } from '../../../shared/queries/record-lists.ts';
import { getRecord, getSiteRecord } from '../../../shared/queries/records.ts';
import { listRuns } from '../../../shared/queries/runs.ts';
import { getSettings, listSettingsChanges } from '../../../shared/queries/settings.ts';
import type { TestDeps } from '../../deps.ts';
import { familyId, personId, placeId, TOWNSHIP } from '../../families.ts';
import { idNumber } from '../domain/rules/builders.ts';
import {
  BESIDE,
  COUNTY,
  ELSEWHERE,
  MONTH,
  MOVED,
  newCounty,
  ORIGIN,
  READERS,
  type Reader,
} from './county.ts';
import { walkPages } from './walk.ts';

const WHOLE = { limit: 200 };

let deps: TestDeps;
beforeAll(async () => {
  deps = await newCounty();
});

/** The result of a query, or the code of its refusal. */
const resultOf = async <T>(query: Promise<T>): Promise<T | string> => {
  try {
    return await query;
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

/** The numbers of the families in a list. */
const familiesOf = (page: { items: readonly { id: string }[] } | string): number[] | string =>
  typeof page === 'string' ? page : page.items.map(({ id }) => Number(id.slice(2)));

type HouseholdSubject = Extract<Subject, { kind: 'household' }>;

const moved: HouseholdSubject = { kind: 'household', id: familyId(MOVED) };
const unknown: HouseholdSubject = { kind: 'household', id: familyId(99) };
const flagOf = (subject: Subject) => {
  const name = flagNameOf(flagIdOf(subject, { rule: 'R3', member: undefined }));
  if (!name) throw new Error('R3 is a rule');
  return name;
};

describe('a record with its findings, changes, support entries, flags and past', () => {
  const QUERIES = {
    record: (reader: Reader, subject: HouseholdSubject) => getRecord(deps, READERS[reader], subject),
    changes: (reader: Reader, subject: HouseholdSubject) =>
      listChanges(deps, READERS[reader], subject, WHOLE),
    support: (reader: Reader, subject: HouseholdSubject) =>
      listSupportEntries(deps, READERS[reader], subject, WHOLE),
    flag: (reader: Reader, subject: HouseholdSubject) =>
      getFlag(deps, READERS[reader], flagOf(subject), WHOLE),
    past: (reader: Reader, subject: HouseholdSubject) =>
      getHouseholdAsOf(deps, READERS[reader], subject.id, deps.clock()),
  };
  const names = Object.keys(QUERIES) as (keyof typeof QUERIES)[];

  test.each(names)('%s: to those of its area and of its origin, to nobody else', async (name) => {
    const readers = Object.keys(READERS) as Reader[];
    const results = await Promise.all(
      readers.map((reader) => resultOf<unknown>(QUERIES[name](reader, moved))),
    );
    const refused = readers.filter((_, i) => results[i] === 'record_unknown');
    expect(refused.sort()).toEqual(['outside', 'villager']);
    expect(results.every((result) => typeof result === 'object' || result === 'record_unknown')).toBe(true);
  });

  test.each(names)('%s: of an unknown record is the refusal of one outside', async (name) => {
    for (const reader of ['system', 'lead', 'outside'] as const) {
      expect(await resultOf<unknown>(QUERIES[name](reader, unknown))).toBe('record_unknown');
    }
  });

  test('a flag has steps for those who manage its record alone', async () => {
    const stepsOf = async (reader: Reader) =>
      (await getFlag(deps, READERS[reader], flagOf(moved), WHOLE)).steps;
    expect(await stepsOf('lead')).toContain('assign');
    expect(await stepsOf('origin')).toEqual([]);
    expect(await stepsOf('system')).toEqual([]);
  });

  test('a flag that the record does not have is not there', async () => {
    const name = { subject: moved, rule: 'R8', member: personId(MOVED, 0) } as const;
    expect(await resultOf(getFlag(deps, READERS.lead, name, WHOLE))).toBe('record_unknown');
  });

  test('a site is for those of its area alone', async () => {
    const site = { kind: 'site', id: placeId(1) } as const;
    for (const reader of ['clerk', 'system'] as const) {
      expect((await getRecord(deps, READERS[reader], site)).record.id).toBe(site.id);
      expect((await getSiteRecord(deps, READERS[reader], site.id)).id).toBe(site.id);
    }
    for (const reader of ['origin', 'outside'] as const) {
      expect(await resultOf(getRecord(deps, READERS[reader], site))).toBe('record_unknown');
      expect(await resultOf(getSiteRecord(deps, READERS[reader], site.id))).toBe('record_unknown');
    }
    expect(await resultOf(getSiteRecord(deps, READERS.system, placeId(9)))).toBe('record_unknown');
  });

  test('the findings are those of the day that is asked for', async () => {
    const outcomeOn = async (on: string) => {
      const subject = { kind: 'household', id: familyId(1) } as const;
      const { findings } = await getRecord(deps, READERS.lead, subject, plainDate(on));
      return findings.find(({ rule }) => rule === 'R3')?.outcome;
    };
    expect([await outcomeOn('2026-01-15'), await outcomeOn('2026-06-15')]).toEqual(['gap', 'met']);
  });
});

describe('lists', () => {
  test.each([
    ['system', [1, 2, 3, 4, MOVED, 6, 7, 8]],
    ['city', [1, 2, 3, 4, MOVED, 6, 7, 8]],
    ['lead', [1, 2, 3, 4, MOVED, 6, 7]],
    ['both', [1, 2, 3, 4, MOVED, 6, 7]],
    ['clerk', [1, 2, 3, 4, MOVED]],
    ['villager', [4]],
    ['origin', []],
    ['outside', []],
  ] as const)(
    'of households, sites, flags and alerts are those of the areas of %s',
    async (reader, families) => {
      const actor = READERS[reader];
      const own = new Set<number>(families);
      const all = async <T>(list: (page: PageRequest) => Promise<Page<T>>) =>
        (await walkPages(list, 200)).items;
      const households = await all((page) => listHouseholds(deps, actor, {}, page));
      expect(familiesOf({ items: households })).toEqual(families);
      const sites = await all((page) => listRecords(deps, actor, 'site', {}, page));
      expect(familiesOf({ items: sites })).toEqual(own.has(1) ? [1] : []);
      const flags = await all((page) => listFlags(deps, actor, { rule: 'R3' }, page));
      const flagged = flags.map(({ subject }) => Number(subject.id.slice(2)));
      expect(flagged.sort()).toEqual([...own].sort());
      expect(flags.every(({ name }) => name?.startsWith('成员'))).toBe(true);
      const alerts = await all((page) => listAlerts(deps, actor, { kind: 'digest' }, page));
      const areas = [
        ...(own.has(1) ? [TOWNSHIP] : []),
        ...(own.has(6) ? [BESIDE] : []),
        ...(own.has(8) ? [ELSEWHERE] : []),
      ];
      expect(new Set(alerts.map(({ area }) => area))).toEqual(new Set(areas));
    },
  );

  test.each([
    ['households', (area: AreaCode) => listHouseholds(deps, READERS.clerk, { area }, WHOLE)],
    ['sites', (area: AreaCode) => listRecords(deps, READERS.clerk, 'site', { area }, WHOLE)],
    ['flags', (area: AreaCode) => listFlags(deps, READERS.clerk, { area }, WHOLE)],
    [
      'flags of somebody',
      (area: AreaCode) => listFlags(deps, READERS.clerk, { area, assignee: 'me' }, WHOLE),
    ],
    ['alerts', (area: AreaCode) => listAlerts(deps, READERS.clerk, { area }, WHOLE)],
    ['numbers', (area: AreaCode) => getNumbers(deps, READERS.clerk, { area })],
    ['trend', (area: AreaCode) => getTrend(deps, READERS.clerk, { area })],
    ['league', (area: AreaCode) => getLeague(deps, READERS.clerk, { area })],
    ['frozen month', (area: AreaCode) => getFrozenMonth(deps, READERS.clerk, { month: MONTH, area })],
  ])('of %s in an area outside are refused', async (_, query) => {
    for (const area of [BESIDE, COUNTY, ELSEWHERE])
      expect(await resultOf<unknown>(query(area))).toBe('outside_areas');
  });

  test('by name are for those who may look people up, and by number for all', async () => {
    const byName = (reader: Reader) =>
      resultOf(listHouseholds(deps, READERS[reader], { name: ` 成员${MOVED}` }, WHOLE)).then(familiesOf);
    expect(await byName('lead')).toEqual([MOVED]);
    expect(await byName('system')).toEqual([MOVED]);
    expect(await byName('villager')).toEqual([]);
    expect(await byName('admin')).toBe('not_permitted');
    const byNumber = (reader: Reader) =>
      resultOf(listHouseholds(deps, READERS[reader], { number: '511722000005' }, WHOLE)).then(familiesOf);
    expect([await byNumber('admin'), await byNumber('outside')]).toEqual([[MOVED], []]);
  });

  test('of a site are refused where the site is outside, and empty of a site without households', async () => {
    const ofSite = (reader: Reader) =>
      resultOf(listHouseholds(deps, READERS[reader], { site: placeId(1) }, WHOLE)).then(familiesOf);
    expect([await ofSite('clerk'), await ofSite('outside')]).toEqual([[1], 'record_unknown']);
  });

  test('of flags of an assignee are empty where nothing is assigned', async () => {
    for (const reader of ['lead', 'system'] as const) {
      expect(await listFlags(deps, READERS[reader], { assignee: 'me' }, WHOLE)).toMatchObject({ items: [] });
    }
  });
});

describe('an alert', () => {
  test('with its deliveries is for those whose area it is of', async () => {
    const { items } = await listAlerts(deps, READERS.city, { area: BESIDE }, WHOLE);
    const [alert] = items as [Alert];
    const read = (reader: Reader) => resultOf(getAlert(deps, READERS[reader], alert.id));
    expect(await read('lead')).toEqual({ alert, deliveries: [] });
    expect(await read('system')).toEqual({ alert, deliveries: [] });
    expect([await read('clerk'), await read('outside')]).toEqual(['record_unknown', 'record_unknown']);
  });
});

describe('a person', () => {
  const number = async () => {
    const { record } = await getRecord(deps, READERS.system, moved);
    const [member] = record.members;
    if (!member) throw new Error('a family has members');
    return IdNumber.parse(member.idNumber);
  };

  test('is found by those who may look people up and read the household', async () => {
    const find = async (reader: Reader) => resultOf(lookUpPerson(deps, READERS[reader], await number()));
    for (const reader of ['lead', 'origin', 'system'] as const) {
      expect(await find(reader)).toMatchObject({
        memberId: personId(MOVED, 0),
        household: { record: moved },
      });
    }
    expect(await find('admin')).toBe('not_permitted');
    expect([await find('outside'), await find('villager')]).toEqual(['person_not_here', 'person_not_here']);
  });

  test('who is unknown is refused in the same words as one outside', async () => {
    const nobody = IdNumber.parse(idNumber('1970-01-01', 998));
    expect(await resultOf(lookUpPerson(deps, READERS.lead, nobody))).toBe('person_not_here');
    expect(await resultOf(locatePerson(deps, nobody))).toBe('record_unknown');
  });
});

describe('numbers', () => {
  test('are of the one area of the reader, and need an area where there are several', async () => {
    const households = async (reader: Reader, area?: AreaCode) => {
      const found = await resultOf(getNumbers(deps, READERS[reader], { area }));
      return typeof found === 'string' ? found : found.numbers.households;
    };
    expect([await households('clerk'), await households('villager'), await households('lead')]).toEqual([
      5, 1, 7,
    ]);
    // One of its two areas lies within the other.
    expect(await households('both')).toBe(7);
    expect([await households('outside'), await households('system')]).toEqual(['area_needed', 'area_needed']);
    expect([await households('system', COUNTY), await households('origin')]).toEqual([7, 0]);
  });
});

describe('settings', () => {
  test('are read by those of the county, its townships and its city; their channels by those who oversee', async () => {
    const channelsFor = async (reader: Reader) => {
      const found = await resultOf(getSettings(deps, READERS[reader], COUNTY));
      if (typeof found === 'string') return found;
      expect(found).toMatchObject({ on: '2026-06-15', settings: { version: 3 } });
      return found.settings.versions.map(({ beside }) => beside?.channels?.length ?? 0);
    };
    for (const reader of ['lead', 'city', 'admin', 'system'] as const) {
      expect(await channelsFor(reader)).toEqual([1, 1, 1]);
    }
    for (const reader of ['clerk', 'villager', 'both'] as const) {
      expect(await channelsFor(reader)).toEqual([0, 0, 0]);
    }
    for (const reader of ['origin', 'outside'] as const)
      expect(await channelsFor(reader)).toBe('outside_areas');
  });

  test('have changes for the same people', async () => {
    const changes = (reader: Reader) => resultOf(listSettingsChanges(deps, READERS[reader], COUNTY, WHOLE));
    expect(await changes('villager')).toMatchObject({
      items: [{ version: 3 }, { version: 2 }, { version: 1 }],
    });
    expect(await changes('outside')).toBe('outside_areas');
    const county = AreaCode.parse('511724');
    expect(await listSettingsChanges(deps, READERS.outside, county, WHOLE)).toMatchObject({ items: [] });
  });
});

describe('runs', () => {
  test('are for those who oversee, with their progress', async () => {
    const runs = (reader: Reader) => resultOf(listRuns(deps, READERS[reader], 'audit', WHOLE));
    expect(await runs('lead')).toMatchObject({
      items: [{ on: '2026-06-15', missing: [TOWNSHIP] }, { on: '2026-06-14' }, { on: '2026-06-13' }],
    });
    expect(await runs('clerk')).toBe('not_permitted');
    expect(await listRuns(deps, READERS.system, 'digest', WHOLE)).toMatchObject({ items: [] });
  });
});

describe('a frozen month', () => {
  const linesOf = async (reader: Reader, area?: AreaCode) => {
    const frozen = await getFrozenMonth(deps, READERS[reader], { month: MONTH, area });
    const { items } = await listFrozenLines(deps, frozen, WHOLE);
    return [
      ...new Set(items.filter(({ kind }) => kind === 'household').map(({ id }) => Number(id.slice(2)))),
    ];
  };

  test('has lines of a township and of a village, and counts of a county', async () => {
    expect(await linesOf('clerk')).toEqual([1, 2, 3, 4, MOVED]);
    expect(await linesOf('villager')).toEqual([4]);
    expect(await linesOf('lead')).toEqual([]);
    const { areas } = await getFrozenMonth(deps, READERS.lead, { month: MONTH });
    const counted = areas.flatMap(({ area, households }) => (households > 0 ? [[area, households]] : []));
    expect(counted).toEqual([
      [TOWNSHIP, 5],
      [BESIDE, 2],
    ]);
  });

  test('is exported whole, as it is listed', async () => {
    for (const [reader, area] of [['clerk'], ['lead', BESIDE], ['villager']] as const) {
      const frozen = await getFrozenMonth(deps, READERS[reader], { month: MONTH, area });
      const lines: unknown[] = [];
      for await (const line of readAllFrozenLines(deps, frozen)) lines.push(line);
      expect(lines).toEqual((await listFrozenLines(deps, frozen, WHOLE)).items);
    }
  });

  test.each([
    ['month_not_over', '2026-06', 'lead'],
    ['month_not_frozen', '2026-04', 'lead'],
    ['month_not_frozen', '2026-05', 'outside'],
  ] as const)('is refused as %s', async (code, month, reader) => {
    const query = getFrozenMonth(deps, READERS[reader], { month: Month.parse(month) });
    expect(await resultOf(query)).toBe(code);
  });
});

describe('findings of an area', () => {
  const read = async (reader: Reader, area?: AreaCode) => {
    const subjects: string[] = [];
    const request = { on: plainDate('2026-06-15'), area };
    for await (const page of readFindings(deps, READERS[reader], request, () => undefined)) {
      subjects.push(...page.map(({ record }) => `${record.kind} ${Number(record.id.slice(2))}`));
    }
    return subjects.sort();
  };

  test('are of the records of the areas of the reader', async () => {
    expect(await read('villager')).toEqual(['household 4']);
    expect(await read('lead', BESIDE)).toEqual(['household 6', 'household 7']);
    expect(await read('clerk')).toEqual([
      'household 1',
      'household 2',
      'household 3',
      'household 4',
      'household 5',
      'site 1',
    ]);
    expect(await read('system')).toHaveLength(9);
    expect(await read('outside')).toEqual([]);
    expect(await resultOf(read('clerk', BESIDE))).toBe('outside_areas');
    expect(await read('origin', ORIGIN)).toEqual([]);
  });
});
