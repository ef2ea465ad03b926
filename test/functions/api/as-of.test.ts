import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { dateInShanghai, dateOf, dayOf } from '../../../shared/domain/calendar/dates.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId } from '../../families.ts';
import { isDeep, runs } from '../../runs.ts';
import { apiOf } from './county.ts';
import { ROWS } from './matrix/rows.ts';
import { newSite, newWorld, type World } from './matrix/world.ts';

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
let site: Awaited<ReturnType<typeof newSite>>;
let made = 100;
const seen = { versions: 0, compared: 0 };

beforeAll(async () => {
  deps = await testDeps();
  ({ ask } = apiOf(deps));
  site = await newSite(deps, 1);
});
afterAll(() => expect(seen.versions).toBeGreaterThan(isDeep ? 40 : 5));

const VIEWERS: readonly Actor[] = [
  person('township_clerk', '511722'),
  person('city_lead', '5117'),
  person('benefits_clerk', '511723'),
];
const LANGUAGES = ['zh-CN', 'en'] as const;

const served = async (id: string, as: Actor, language: string, instant?: number) => {
  const asOf = instant === undefined ? '' : `?asOf=${new Date(instant).toISOString()}`;
  const { status, body } = await ask(`/households/${id}${asOf}`, {
    as,
    headers: { 'accept-language': language },
  });
  return { status, body };
};

/** Commands on a household, as they are given to the API. */
const ON_HOUSEHOLD = ROWS.filter(
  ({ route, speaks, command }) => speaks === 'household' && command !== undefined && !route.startsWith('GET'),
);

test('after every step the record as served then is what it is as of that instant later', async () => {
  const move = fc.record({
    row: fc.nat({ max: ON_HOUSEHOLD.length - 1 }),
    later: fc.constantFrom(0, 0, 1, 20, 45, 120, 400),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(move, { minLength: 8, maxLength: 16 }), async (moves) => {
      deps.goTo('2026-06-15');
      const world = await newWorld(deps, ++made, site);
      const { id } = world.household;
      const told: { at: number; as: Actor; language: string; answer: unknown }[] = [];
      const tell = async () => {
        for (const [i, as] of VIEWERS.entries()) {
          const language = LANGUAGES[i % 2] ?? 'en';
          told.push({ at: deps.clock(), as, language, answer: await served(id, as, language) });
        }
      };
      await tell();
      let day = dayOf(dateInShanghai(deps.clock()));
      for (const { row, later } of moves) {
        // It is looked at, too, on days on which nobody has written.
        day += 1 + later;
        deps.goTo(dateOf(day));
        await tell();
        const asked = ON_HOUSEHOLD[row];
        if (!asked) continue;
        day += 1;
        deps.goTo(dateOf(day));
        const [method = ''] = asked.route.split(' ');
        const body = asked.body?.(world);
        const { status } = await ask(asked.path(world), { method, body });
        expect(status).toBeLessThan(500);
        await tell();
      }
      deps.goTo(dateOf(day + 300));
      for (const { at, as, language, answer } of told) {
        expect(await served(id, as, language, at)).toStrictEqual(answer);
        seen.compared++;
      }
      const { answer } = told.at(-1) ?? {};
      seen.versions += (answer as { body: { version: number } }).body.version;
    }),
    { numRuns: runs(8) },
  );
});

describe('an instant', () => {
  let world: World;
  beforeAll(async () => {
    deps.goTo('2026-06-15');
    world = await newWorld(deps, ++made, site);
    deps.goTo('2026-07-15');
  });
  const at = (asOf: string) => ask(`/households/${world.household.id}?asOf=${asOf}`);

  test('before its registration is 404', async () => {
    expect((await at('2026-06-15T11:59:59.999%2B08:00')).status).toBe(404);
    expect((await at('2026-06-15T12:00:00%2B08:00')).status).toBe(200);
    expect((await at('0001-01-01T00:00:00Z')).status).toBe(404);
  });

  test.each(['2026-07-15T04:00:00.001Z', '2030-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00'])(
    'to come is now: %s',
    async (asOf) => {
      const now = await ask(`/households/${world.household.id}`);
      const then = await at(asOf);
      expect([then.status, then.body]).toEqual([200, now.body]);
    },
  );

  test.each([
    '2026-06-15T12:00:00+08:00',
    '2026-06-15',
    '2026-06-15T12:00:00',
    '2026-02-30T12:00:00Z',
    '2026-06-15T25:00:00Z',
    'yesterday',
    '',
  ])('that cannot be read is 400 and says how it is written: %s', async (asOf) => {
    const { status, body } = await at(asOf);
    expect([status, body.errors]).toEqual([
      400,
      [{ path: 'asOf', code: 'instant_malformed', message: expect.stringContaining('%2B') }],
    ]);
  });

  test('twice is 400', async () => {
    expect((await at('2026-06-15T12:00:00Z&asOf=2026-06-16T12:00:00Z')).status).toBe(400);
  });

  test('has no version to go on from', async () => {
    expect((await at('2026-07-01T00:00:00Z')).headers.get('etag')).toBeNull();
  });
});

describe('a household that moved', () => {
  const IN = person('township_clerk', '511722');
  const OUT = person('township_clerk', '511725');
  const n = 900;
  const path = (asOf: string) => `/households/${familyId(n)}?asOf=${asOf}`;

  beforeAll(async () => {
    deps.goTo('2026-06-15');
    await act(deps, person('admin', '5117'), family(n));
    deps.goTo('2026-07-15');
    await act(deps, person('admin', '5117'), {
      subject: { kind: 'household', id: familyId(n) },
      steps: [{ name: 'correct-household', input: { area: AreaCode.parse('511725001') } }],
    });
    deps.goTo('2026-08-15');
  });

  test('out of the area of whoever asks is not there, whichever instant they ask for', async () => {
    for (const asOf of ['2026-06-20T00:00:00Z', '2026-07-20T00:00:00Z']) {
      expect((await ask(path(asOf), { as: IN })).status).toBe(404);
    }
  });

  test('into it is there from then on', async () => {
    expect((await ask(path('2026-07-20T00:00:00Z'), { as: OUT })).status).toBe(200);
    expect((await ask(path('2026-06-20T00:00:00Z'), { as: OUT })).status).toBe(404);
  });

  test('away is covered for its origin, and what was not covered then is not there', async () => {
    const { after } = await act(deps, person('admin', '5117'), {
      subject: { kind: 'household', id: familyId(n) },
      steps: [{ name: 'correct-household', input: { origin: AreaCode.parse('511722107') } }],
    });
    expect(after.version).toBe(3);
    const now = await ask(`/households/${familyId(n)}`, { as: IN });
    expect([now.status, now.text.includes(`成员${n}之0`)]).toEqual([200, false]);
    const then = await ask(path('2026-06-20T00:00:00Z'), { as: IN });
    expect(then.status).toBe(404);
    const since = await ask(path('2026-08-16T00:00:00Z'), { as: IN });
    expect([since.status, since.text.includes(`成员${n}之0`)]).toEqual([200, false]);
  });
});
