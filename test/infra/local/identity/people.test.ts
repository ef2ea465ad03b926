import { expect, test } from 'vitest';
import { demoPeople, subOf } from '../../../../infra/local/identity/people.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { Actor, Role } from '../../../../shared/domain/records/actor.ts';
import { AREAS, areaName } from '../../../areas.ts';

const PEOPLE = demoPeople(AREAS, AreaCode.parse('511722'));

test('there is somebody ready-made of every role, in areas that are in use, named so that nobody is misled', () => {
  expect(new Set(PEOPLE.map(({ role }) => role))).toEqual(new Set(Role.options));
  expect(new Set(PEOPLE.map(({ sub }) => sub)).size).toBe(PEOPLE.length);
  for (const { sub, name, role, areas } of PEOPLE) {
    expect(Actor.safeParse({ kind: 'person', id: sub, role, areas }).success).toBe(true);
    expect(name).toMatch(/（示范）$/);
    expect(sub).toMatch(/^demo-/);
    for (const area of areas) expect(areaName(area)).toBeDefined();
  }
});

test('the first of a role goes by the role, and another county has a clerk too', () => {
  for (const role of Role.options) expect(PEOPLE.find((one) => one.role === role)?.sub).toBe(subOf(role));
  const clerks = PEOPLE.filter(({ role }) => role === 'hr_clerk').map(({ areas }) => areas[0]);
  expect(clerks).toEqual(['511722', '511723']);
});
