import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { auditTownship } from '../../../functions/audit/township.ts';
import { act } from '../../../shared/act/act.ts';
import { dateInShanghai, plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Flag } from '../../../shared/domain/ledger/flag.ts';
import { OUTCOMES } from '../../../shared/domain/records/evaluated.ts';
import { HouseholdId } from '../../../shared/domain/records/ids.ts';
import { RULES } from '../../../shared/domain/rules/registry.ts';
import { townships } from '../../areas.ts';
import { person } from '../../deps.ts';
import { everything } from '../../shared/table/raw.ts';
import { COUNTY, demoCounty, TODAY } from './numbers-county.ts';
import { walked } from './walk.ts';

type Counts = Readonly<Record<string, number>>;
interface Ledger {
  readonly [state: string]: unknown;
  readonly levels: Counts;
  readonly overdue: number;
  readonly closed: number;
  readonly daysToClose?: number;
}
type Rule = { readonly rule: string; readonly households?: Counts; readonly flags: Ledger } & Counts;
interface Numbers {
  readonly on: string;
  readonly households: number;
  readonly people: number;
  readonly sites: number;
  readonly notYetEvaluated: Counts;
  readonly rules: readonly Rule[];
  readonly flags: Ledger;
}
interface Line {
  readonly id: string;
  readonly people: number;
  readonly outcomes: Readonly<Record<string, readonly string[]>>;
}

let api: Awaited<ReturnType<typeof demoCounty>>;
let busiest: string[];
beforeAll(async () => {
  api = await demoCounty(120);
  const { items } = await walked(api.ask, '/households', 200);
  const by = new Map<string, number>();
  for (const { area } of items) {
    const township = String(area).slice(0, 9);
    by.set(township, (by.get(township) ?? 0) + 1);
  }
  busiest = [...by].sort(([, a], [, b]) => b - a).map(([township]) => township);
});
afterEach(() => api.deps.goTo(TODAY));

const numbersOf = async (area: string, query = ''): Promise<Numbers> => {
  const { status, body, text } = await api.ask(`/numbers?area=${area}${query}`);
  expect([status, area, status === 200 ? '' : text]).toEqual([200, area, '']);
  return body as unknown as Numbers;
};
const listed = async (path: string): Promise<readonly Line[]> =>
  (await walked(api.ask, path, 200)).items as unknown as Line[];
const auditAll = async (on: string) => {
  for (const { code } of townships('5117'))
    await auditTownship(api.deps, { run: 'night', on: plainDate(on), township: code });
};
const flagsOf = async (area: string) =>
  (await walked(api.ask, `/flags?area=${area}`, 200)).items as unknown as Flag[];

const STATES = ['open', 'assigned', 'rectifying', 'rectified', 'returned', 'waived'] as const;

/** What a list of live flags comes to. */
const ledgerOf = (flags: readonly Flag[], on: string) => {
  const count = (test: (flag: Flag) => boolean) => flags.filter(test).length;
  return {
    ...Object.fromEntries(STATES.map((state) => [state, count((flag) => flag.state === state)])),
    overdue: count(({ state, dueOn }) => state !== 'waived' && dueOn < on),
    levels: Object.fromEntries(
      (['township', 'county', 'city'] as const).map((level) => [
        level,
        count((flag) => flag.level === level),
      ]),
    ),
  };
};

/** Each number of an area against the list behind it, every page of it. */
const holdAgainstLists = async (area: string, numbers: Numbers) => {
  for (const rule of RULES) {
    const of = numbers.rules.find((one) => one.rule === rule);
    const records = rule === 'R1' ? 'sites' : 'households';
    for (const outcome of OUTCOMES) {
      const list = await listed(`/${records}?area=${area}&rule=${rule}&outcome=${outcome}`);
      const what = `${area} ${rule} ${outcome}`;
      expect([what, list.length]).toEqual([what, of?.households?.[outcome] ?? of?.[outcome]]);
      const subjects = list.flatMap(({ outcomes }) => outcomes[rule] ?? []).filter((one) => one === outcome);
      expect([what, subjects.length]).toEqual([what, of?.[outcome]]);
    }
    const all = (await listed(`/${records}?area=${area}&rule=${rule}`)).flatMap(
      (one) => one.outcomes[rule] ?? [],
    );
    expect([rule, of?.subjects]).toEqual([rule, all.length]);
    expect([rule, of?.applicable]).toEqual([rule, all.filter((one) => one !== 'not_applicable').length]);
  }
  const households = await listed(`/households?area=${area}&rule=R2`);
  expect(numbers.households).toBe(households.length);
  expect(numbers.people).toBe(households.reduce((sum, { people }) => sum + people, 0));
  expect(numbers.sites).toBe((await listed(`/sites?area=${area}`)).length);
  for (const records of ['households', 'sites'] as const) {
    const late = await listed(`/${records}?area=${area}&notYetEvaluated=true`);
    expect([records, late.length]).toEqual([records, numbers.notYetEvaluated[records]]);
  }
  const flags = await flagsOf(area);
  expect(numbers.flags).toMatchObject(ledgerOf(flags, numbers.on));
  for (const { rule, flags: own } of numbers.rules) {
    expect([rule, own]).toMatchObject([
      rule,
      ledgerOf(
        flags.filter((flag) => flag.rule === rule),
        numbers.on,
      ),
    ]);
  }
};

describe('every number is as long as the list behind it', () => {
  test('of the county', async () => {
    const numbers = await numbersOf(COUNTY);
    expect(numbers).toMatchObject({ households: 120, live: true, on: TODAY });
    await holdAgainstLists(COUNTY, numbers);
    // The county has whatever there is to be told apart.
    for (const state of STATES) expect([state, numbers.flags[state]]).not.toEqual([state, 0]);
    for (const outcome of OUTCOMES)
      expect(numbers.rules.some((rule) => Number(rule[outcome]) > 0)).toBe(true);
    const members = numbers.rules.filter(({ households }) => households !== undefined);
    expect(members.map(({ rule }) => rule)).toEqual(['R5', 'R6', 'R8']);
    expect(members.some((rule) => rule.households?.met !== rule.met)).toBe(true);
  });

  test('of townships, and of a village', async () => {
    const village = (await listed('/households')).map((one) =>
      String((one as unknown as { area: string }).area),
    );
    const areas = [...busiest.slice(0, 3), ...village.filter((area) => area.length === 12).slice(0, 1)];
    for (const area of areas) await holdAgainstLists(area, await numbersOf(area));
  });

  test('of townships together make the county', async () => {
    const [county, ...parts] = await Promise.all(
      [COUNTY, ...townships(COUNTY).map(({ code }) => code)].map((area) => numbersOf(area)),
    );
    const sum = (of: (numbers: Numbers) => unknown) =>
      parts.reduce((total, one) => total + Number(of(one)), 0);
    expect(county?.households).toBe(sum(({ households }) => households));
    expect(county?.flags.open).toBe(sum(({ flags }) => flags.open));
    expect(county?.flags.closed).toBe(sum(({ flags }) => flags.closed));
    for (const [i, rule] of (county?.rules ?? []).entries()) {
      expect(rule.met).toBe(sum(({ rules }) => rules[i]?.met));
    }
  });

  test('of what was closed in the month to date is what stands as closed beside the records', async () => {
    const numbers = await numbersOf(COUNTY);
    const flags = (await everything(api.deps.table)).flatMap(({ flag }) => (flag ? [Flag.parse(flag)] : []));
    const closed = flags.flatMap((flag) => {
      const step = flag.state === 'closed' && flag.history.findLast(({ to }) => to === 'closed');
      const on = step ? dateInShanghai(Date.parse(step.at)) : '';
      return on.startsWith('2026-06') ? [{ flag, on }] : [];
    });
    expect(numbers.flags.closed).toBe(closed.length);
    expect(closed.length).toBeLessThan(flags.filter(({ state }) => state === 'closed').length);
    const days = closed.map(({ flag, on }) => (Date.parse(on) - Date.parse(flag.openedOn)) / 86_400_000);
    const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
    expect(numbers.flags.daysToClose).toBe(Math.round(mean * 10) / 10);
  });

  test('though records are due: they count by what was last found, and are told of', async () => {
    api.deps.goTo('2026-08-20');
    const [county, area = ''] = [await numbersOf(COUNTY), busiest[0]];
    expect(county.notYetEvaluated.households).toBeGreaterThan(5);
    const before = await numbersOf(area);
    expect(before.notYetEvaluated.households).toBeGreaterThan(0);
    await holdAgainstLists(area, before);
    await auditAll('2026-08-20');
    expect((await numbersOf(COUNTY)).notYetEvaluated).toEqual({ households: 0, sites: 0 });
    const after = await numbersOf(area);
    expect(after.rules).not.toEqual(before.rules);
    await holdAgainstLists(area, after);
    await auditAll(TODAY);
  });

  test('though a household is dissolved: it counts no more, but what is open of its flags does', async () => {
    const one = (await flagsOf(COUNTY)).find(({ rule, state }) => rule === 'R3' && state === 'open');
    const area = String(one?.area).slice(0, 9);
    const subject = { kind: 'household', id: HouseholdId.parse(one?.subject) } as const;
    const { people } = (await listed('/households')).find(({ id }) => id === subject.id) as Line;
    const before = await numbersOf(area);
    await act(api.deps, person('admin', '5117'), {
      subject,
      steps: [{ name: 'dissolve-household', input: { on: TODAY } }],
    });
    const after = await numbersOf(area);
    expect([after.households, after.people]).toEqual([before.households - 1, before.people - people]);
    expect((await flagsOf(area)).some((flag) => flag.subject === subject.id)).toBe(true);
    await holdAgainstLists(area, after);
  });
});

describe('what the audit puts down', () => {
  test('is what was counted live at that moment, for townships, the county and the city', async () => {
    await auditAll(TODAY);
    const without = ({ rules, flags, households, people, sites, notYetEvaluated, on }: Numbers) => ({
      ...{ on, households, people, sites, notYetEvaluated, flags },
      rules: rules.map(({ flags: _, ...rule }) => rule),
    });
    for (const area of [COUNTY, ...busiest.slice(0, 3)]) {
      const live = await numbersOf(area);
      const { body } = await api.ask(`/numbers/trend?area=${area}&from=${TODAY}&until=${TODAY}`);
      expect(body.items).toEqual([without(live)]);
      api.deps.goTo('2026-06-16');
      const { live: isLive, ...stored } = (await numbersOf(area, `&on=${TODAY}`)) as Numbers & {
        live: boolean;
      };
      expect(isLive).toBe(false);
      const { live: _, ...of } = live as Numbers & { live: boolean };
      expect(stored).toEqual(of);
      api.deps.goTo(TODAY);
    }
    const { area: _, live: __, ...city } = (await numbersOf('5117')) as Numbers & Record<string, unknown>;
    const {
      area: ___,
      live: ____,
      ...county
    } = (await numbersOf(COUNTY)) as Numbers & Record<string, unknown>;
    expect(city).toEqual(county);
  });

  test('of a day counted afterwards has no flags, and a day that had them keeps them', async () => {
    await auditAll(TODAY);
    const before = await numbersOf('5117', `&on=${TODAY}`);
    api.deps.goTo('2026-06-18');
    await auditAll('2026-06-17');
    await auditAll(TODAY);
    expect(await numbersOf('5117', '&on=2026-06-17')).not.toHaveProperty('flags');
    expect(await numbersOf(COUNTY, '&on=2026-06-17')).not.toHaveProperty('rules.0.flags');
    expect((await numbersOf('5117', `&on=${TODAY}`)).flags).toEqual(before.flags);
    const { items } = (await api.ask(`/numbers/trend?area=${COUNTY}&from=2026-06-10`)).body;
    // The sixteenth nobody counted: it is missing, not zero.
    expect(items.map(({ on }) => on)).toEqual([TODAY, '2026-06-17']);
    expect(items[1]).not.toHaveProperty('flags');
  });
});

const asked = async (path: string, as = person('county_lead', '5117')) => {
  const { status, body } = await api.ask(path, { as });
  return [status, body.errors?.[0]?.code, body.errors?.[0]?.path, body.errors?.[0]?.message];
};

describe('numbers that there are not', () => {
  test.each([
    [
      '/numbers?area=511722&on=2026-06-16',
      400,
      'numbers_to_come',
      'on',
      /2026年6月16日还没有到（今天是2026年6月15日）/,
    ],
    ['/numbers?area=511722&on=2026-03-01', 404, 'numbers_not_stored', 'on', /宣汉县到2026年3月1日没有存档/],
    ['/numbers?area=5117&on=2026-03-01', 404, 'numbers_not_stored', 'on', /没有核查/],
    [`/numbers?area=${'511722107203'}&on=2026-06-14`, 400, 'village_today_only', 'area', /511722107203/],
    ['/numbers?area=511799', 400, 'area_not_in_use', 'area', /511799不是在用的/],
    ['/numbers/trend?area=511722&from=2025-01-01', 400, 'trend_too_long', 'from', /最多看400天，所选为531天/],
    ['/numbers/trend?area=5117&from=2026-01-01', 400, 'trend_too_long', 'from', /最多看100天，所选为166天/],
    ['/numbers/trend?area=511722&from=2026-06-02&until=2026-06-01', 400, 'trend_backwards', 'until', /早于/],
    ['/numbers/trend?area=511722107203', 400, 'village_today_only', 'area', /只能看今天/],
    ['/numbers/league?area=511722107', 400, 'league_of_township', 'area', /没有可比/],
    ['/numbers/league?area=511722&on=2026-06-16', 400, 'numbers_to_come', 'on', /还没有到/],
    ['/numbers/league?area=511722&on=2026-03-01', 404, 'numbers_not_stored', 'on', /没有存档/],
    ['/numbers/league?area=511723&by=met', 400, 'unrecognized_keys', 'by', /不认识/],
  ])('%s', async (path, status, code, field, message) => {
    expect(await asked(path)).toEqual([status, code, field, expect.stringMatching(message)]);
  });

  test('four hundred days are not too many, and the first day with the last is one', async () => {
    expect((await asked('/numbers/trend?area=511722&from=2025-05-12'))[0]).toBe(200);
    expect((await asked('/numbers/trend?area=511722&from=2025-05-11'))[1]).toBe('trend_too_long');
    expect((await asked('/numbers/trend?area=5117&from=2026-03-08'))[0]).toBe(200);
    expect((await asked('/numbers/trend?area=5117&from=2026-03-07'))[1]).toBe('trend_too_long');
  });

  test('outside the areas of whoever asks, or where they have several and name none', async () => {
    const clerk = person('township_clerk', '511722107');
    expect((await asked('/numbers', clerk))[0]).toBe(200);
    expect(await asked('/numbers?area=511722', clerk)).toMatchObject({
      0: 403,
      1: 'outside_areas',
      2: 'area',
    });
    const both = person('township_clerk', '511722107', '511722108');
    for (const path of ['/numbers', '/numbers/trend', '/numbers/league'])
      expect(await asked(path, both)).toMatchObject({ 0: 400, 1: 'area_needed', 2: 'area' });
    expect((await asked('/numbers?area=511722108', both))[0]).toBe(200);
    // One of them lies within the other: that is one area.
    expect((await asked('/numbers', person('hr_clerk', '511722', '511722107')))[0]).toBe(200);
  });
});
