import { beforeAll, describe, expect, test } from 'vitest';
import { rightsFor } from '../../../functions/api/http/authorize.ts';
import { ROUTES } from '../../../functions/api/routes/index.ts';
import { auditTownship } from '../../../functions/audit/township.ts';
import { freezeTownship } from '../../../functions/freeze/township.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Role } from '../../../shared/domain/records/actor.ts';
import { type Call, isWrite, recordCalls } from '../../calls.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { EXPECTED_RIGHTS } from '../../shared/domain/access/expected-rights.ts';
import { apiOf, PHONE } from './county.ts';
import { ROWS, type Row, type Speaks } from './matrix/rows.ts';
import { AREAS, DESTINATION, newSite, newWorld, type Standing, type World } from './matrix/world.ts';

const routeOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
const named = ({ route, command }: Row) => (command ? `${route} (${command})` : route);
const methodOf = ({ route }: Row): string => route.split(' ')[0] ?? '';

/** What comes of a request by whoever has the right, by what it speaks of and from which area it is asked. */
const OUTCOMES = {
  nothing: { inside: 'done', origin: 'done', outside: 'done' },
  household: { inside: 'done', origin: 'as the right says', outside: '404' },
  // Whoever is not theirs is nobody.
  person: { inside: 'done', origin: 'as the right says', outside: '404 person_not_here' },
  site: { inside: 'done', origin: '404', outside: '404' },
  list: { inside: 'done', origin: '403 outside_areas', outside: '403 outside_areas' },
  // Of many each is answered.
  each: { inside: 'done', origin: 'each origin_reads_only', outside: 'each record_unknown' },
  place: { inside: 'done', origin: '403 outside_areas', outside: '403 outside_areas' },
} as const satisfies Record<Speaks, Record<Standing, string>>;

const expected = ({ right, speaks }: Row, role: Role, standing: Standing): string => {
  if (right && !EXPECTED_RIGHTS[right].roles.includes(role)) return '403 not_permitted';
  const outcome = OUTCOMES[speaks][standing];
  if (outcome !== 'as the right says') return outcome;
  return right && EXPECTED_RIGHTS[right].fromOrigin ? 'done' : '403 origin_reads_only';
};

let deps: TestDeps;
let api: ReturnType<typeof apiOf>;
let calls: Call[];
let common: World;
let made = 1;

beforeAll(async () => {
  deps = await testDeps();
  api = apiOf(deps);
  common = await newWorld(deps, 1, await newSite(deps, 1));
  await auditTownship(deps, { run: 'night', on: plainDate('2026-06-15'), township: DESTINATION });
  await freezeTownship(deps, { run: 'matrix', month: Month.parse('2026-05'), township: DESTINATION });
  calls = recordCalls(deps.table.client);
});

/** Where something is to be changed: a record of its own, since no change can be made twice. */
const worldFor = async (row: Row): Promise<World> => {
  if (methodOf(row) === 'GET' || row.command === undefined) return common;
  const n = ++made;
  return newWorld(deps, n, row.speaks === 'site' ? await newSite(deps, n) : common.site);
};

const asked = (row: Row, world: World, as: ReturnType<typeof person>) =>
  api.ask(row.path(world), { method: methodOf(row), as, body: row.body?.(world) });

/** What an answer says to whoever asked, in the words of the table of outcomes. */
const said = ({ status, body }: Awaited<ReturnType<typeof asked>>): string => {
  const [first] = body.items ?? [];
  if (first?.done === false) return `each ${first.code}`;
  if (status === 200 || status === 201) return 'done';
  const code = body.errors?.[0]?.code;
  return code ? `${status} ${code}` : String(status);
};

/** What no answer but that of a reveal may have. */
const FULL = new RegExp(`511799\\d{9,}|${PHONE}`);
const NAME = /成员\d+之\d/;
const SEES_NAMES: readonly Role[] = ['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'];
const STANDINGS = Object.keys(AREAS) as Standing[];

/** Counting how often somebody asks is no change of anything that is asked for. */
const changesIn = (some: readonly Call[]) =>
  some.filter((call) => isWrite(call) && call.command !== 'UpdateItemCommand').map(({ command }) => command);

describe.each(ROWS.map((row) => [named(row), row] as const))('%s', (_, row) => {
  test.each(Role.options)('by a %s from inside, from the origin, from outside', async (role) => {
    for (const standing of STANDINGS) {
      const outcome = expected(row, role, standing);
      const world = outcome === 'done' ? await worldFor(row) : common;
      const as = person(role, AREAS[standing]);
      if (outcome === 'done') await row.prepare?.(deps, world, as);
      calls.length = 0;
      const answer = await asked(row, world, as);
      expect(said(answer), `${standing}: ${answer.text}`).toBe(outcome);
      if (row.command !== 'reveal') expect(answer.text, standing).not.toMatch(FULL);
      if (standing !== 'inside' || !SEES_NAMES.includes(role)) expect(answer.text).not.toMatch(NAME);
      if (outcome !== 'done') {
        expect(changesIn(calls), standing).toEqual([]);
        continue;
      }
      const isNew = ROUTES.find((route) => routeOf(route) === row.route)?.creates === true;
      expect(answer.status).toBe(isNew ? 201 : 200);
      const changes = row.command !== undefined && !/^re-evaluate|^reveal/.test(row.command);
      const done = row.speaks === 'each' ? { items: [{ done: true }] } : { changed: true };
      if (changes) expect(answer.body, row.command).toMatchObject(done);
      if (methodOf(row) === 'GET') expect(changesIn(calls)).toEqual([]);
    }
  });

  test('without a token', async () => {
    calls.length = 0;
    const method = methodOf(row);
    const body = row.body?.(common);
    const { status, headers } = await api.ask(row.path(common), {
      method,
      body,
      headers: { authorization: '' },
    });
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="houfu"']);
    expect(calls).toEqual([]);
  });
});

describe('the list of routes', () => {
  test('has rows for every route, and no row is of none', () => {
    expect([...new Set(ROWS.map(({ route }) => route))].sort()).toEqual(ROUTES.map(routeOf).sort());
  });

  test.each(ROUTES.map((route) => [routeOf(route), route] as const))(
    '%s has a row for each command',
    (name, route) => {
      const rows = ROWS.filter((row) => row.route === name);
      const commands = rows.flatMap(({ command }) => command ?? []);
      if (typeof route.access !== 'string') expect([...route.access].sort()).toEqual(commands.sort());
      else expect(commands).toEqual([]);
      // What the route itself lets in is what its rows ask for.
      const rights = [...new Set(rows.flatMap(({ right }) => right ?? []))].sort();
      expect([...(rightsFor(route) ?? [])].sort()).toEqual(rights);
    },
  );

  test('reaches every command there is', () => {
    const reached = new Set(ROWS.flatMap(({ command }) => command ?? []));
    expect(Object.keys(COMMANDS).filter((name) => !reached.has(name))).toEqual([]);
  });

  /** The path of what runs before every route. */
  const MIDDLEWARE = '/*';
  const OPEN = ['/healthz', '/openapi.json', '/docs', '/docs/docs.js', '/docs/redoc.js'];

  test('and the open addresses are all that is served', () => {
    const served = api.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace('/api/v1', '').replace(/:(\w+)/g, '{$1}')}`);
    const open = OPEN.map((path) => `GET ${path}`);
    expect([...new Set(served)].sort()).toEqual([...ROUTES.map(routeOf), ...open].sort());
    // What answers whatever the method only says which ones there are.
    const all = api.app.routes
      .filter(({ method, path }) => method === 'ALL' && path !== MIDDLEWARE)
      .map(({ path }) => path);
    expect(all.every((path) => api.app.routes.some((one) => one.path === path && one.method !== 'ALL'))).toBe(
      true,
    );
  });

  test.each(OPEN)('%s answers without a token', async (path) => {
    const { status } = await api.ask(path, { headers: { authorization: '' } });
    expect(status).toBe(200);
  });
});
