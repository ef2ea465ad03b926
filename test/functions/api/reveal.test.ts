import { beforeEach, describe, expect, test } from 'vitest';
import { ALLOWANCES } from '../../../shared/domain/access/allowances.ts';
import type { Role } from '../../../shared/domain/records/actor.ts';
import { countAllowance } from '../../../shared/table/requests/allowances.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { apiOf, PHONE } from './county.ts';
import { AREAS, newSite, newWorld, type World } from './matrix/world.ts';

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
let world: World;
beforeEach(async () => {
  deps = await testDeps();
  ask = apiOf(deps).ask;
  world = await newWorld(deps, 1, await newSite(deps, 1));
});

const clerk = person('township_clerk');
const PURPOSE = '电话核实务工情况';
const reveal = (fields: readonly string[], as = clerk, purpose: string | undefined = PURPOSE) =>
  ask(`/households/${world.household.id}/reveal`, {
    ...{ method: 'POST', as },
    body: { memberId: world.member, fields, purpose },
  });
const history = async (as = clerk) =>
  (await ask(`/households/${world.household.id}/changes`, { as })).body.items;

describe('covered fields in full', () => {
  test.each(['hr_clerk', 'township_clerk', 'benefits_clerk', 'county_lead'] as const)(
    'are given to a %s and put on record with the purpose',
    async (role) => {
      const { status, body } = await reveal(['idNumber', 'phone', 'name'], person(role));
      expect(status).toBe(200);
      const values = { idNumber: world.idNumber, phone: PHONE, name: '成员1之0' };
      expect(body).toEqual({ memberId: world.member, values });
      const [last] = await history();
      expect(last).toMatchObject({
        ...{ version: 2, actor: `${role}-1`, role, commands: ['reveal'], reason: PURPOSE, changes: [] },
        revealed: { member: world.member, fields: ['idNumber', 'phone', 'name'] },
      });
      expect(JSON.stringify(await history())).not.toMatch(new RegExp(`${world.idNumber}|${PHONE}`));
      expect(JSON.stringify(deps.logged)).not.toMatch(new RegExp(`${world.idNumber}|${PHONE}|成员`));
    },
  );

  test('are those alone that were asked for', async () => {
    const { body, text } = await reveal(['phone']);
    expect(body).toEqual({ memberId: world.member, values: { phone: PHONE } });
    expect(text).not.toContain(world.idNumber);
  });

  const REFUSED: readonly (readonly [Role, string, number, string | undefined])[] = [
    ['city_lead', '5117', 403, 'not_permitted'],
    ['admin', '5117', 403, 'not_permitted'],
    ['county_lead', AREAS.origin, 403, 'origin_reads_only'],
    ['county_lead', AREAS.outside, 404, undefined],
  ];
  test.each(REFUSED)('are not for a %s of %s: %i %s', async (role, area, status, code) => {
    const { body, text, ...answer } = await reveal(['idNumber', 'phone'], person(role, area));
    expect([answer.status, body.errors?.[0]?.code]).toEqual([status, code]);
    expect(text).not.toMatch(new RegExp(`${world.idNumber}|${PHONE}`));
    expect(await history()).toHaveLength(1);
  });

  test.each([
    ['no purpose', { purpose: undefined }, 'purpose', 'invalid_type'],
    ['a purpose too short to be one', { purpose: ' 核 实 ' }, 'purpose', 'purpose_too_short'],
    ['no field', { fields: [] }, 'fields', 'too_small'],
    ['a field twice', { fields: ['phone', 'phone'] }, 'fields', 'field_twice'],
    ['a field that is not covered', { fields: ['birth'] }, 'fields.0', 'invalid_value'],
  ])('take %s for a mistake', async (_, wrong, path, code) => {
    const body = { memberId: world.member, fields: ['phone'], purpose: PURPOSE, ...wrong };
    const answer = await ask(`/households/${world.household.id}/reveal`, { method: 'POST', as: clerk, body });
    expect([answer.status, answer.body.errors]).toEqual([400, [expect.objectContaining({ path, code })]]);
    expect(await history()).toHaveLength(1);
  });

  test('that are not there are no reveal', async () => {
    const { status, body } = await reveal(['phone', 'certificate']);
    expect([status, body.errors?.[0]?.code]).toEqual([422, 'nothing_to_reveal']);
    expect(await history()).toHaveLength(1);
  });
});

describe('an allowance', () => {
  const { most, seconds } = ALLOWANCES.reveal;
  const usedUp = async () => {
    for (let times = 0; times < most; times++) {
      expect((await countAllowance(deps.table, 'township_clerk-1', 'reveal', deps.clock())).within).toBe(
        true,
      );
    }
  };

  test('that is used up gives nothing until the next stretch of time, to nobody else’s cost', async () => {
    await usedUp();
    const { status, headers, text } = await reveal(['phone']);
    expect(status).toBe(429);
    const wait = Number(headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(seconds);
    expect(text).not.toContain(PHONE);
    expect(await history()).toHaveLength(1);
    expect((await reveal(['phone'], person('hr_clerk'))).status).toBe(200);
    const now = deps.clock();
    const later = { ...deps, clock: () => now + wait * 1000 };
    const again = await apiOf(later).ask(`/households/${world.household.id}/reveal`, {
      ...{ method: 'POST', as: clerk },
      body: { memberId: world.member, fields: ['phone'], purpose: PURPOSE },
    });
    expect(again.status).toBe(200);
  });

  test('is counted for each thing apart', async () => {
    await usedUp();
    const { status } = await ask('/people/lookup', {
      ...{ method: 'POST', as: clerk },
      body: { idNumber: world.idNumber },
    });
    expect(status).toBe(200);
  });

  test('is not used by a request that is a mistake, or by a role that may not ask', async () => {
    for (let times = 0; times <= most; times++) {
      expect((await reveal([])).status).toBe(400);
      expect((await reveal(['phone'], person('admin', '5117'))).status).toBe(403);
    }
    expect((await reveal(['phone'])).status).toBe(200);
  });

  test('of look-ups is one for finding and for logging by ID number', async () => {
    for (let times = 0; times < ALLOWANCES.look_up.most; times++) {
      await countAllowance(deps.table, 'township_clerk-1', 'look_up', deps.clock());
    }
    for (const [path, body] of [
      ['/people/lookup', { idNumber: world.idNumber }],
      ['/employments', { idNumber: world.idNumber, from: '2026-06-10' }],
    ] as const) {
      const { status, headers } = await ask(path, { method: 'POST', as: clerk, body });
      expect([status, headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
    }
  });
});
