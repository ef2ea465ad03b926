import { describe, expect, test } from 'vitest';
import { permitSteps } from '../../../../shared/act/permit-steps.ts';
import { permitPlace, permitRight } from '../../../../shared/domain/access/permit.ts';
import { relationOf } from '../../../../shared/domain/access/relation.ts';
import {
  hasRight,
  RIGHT_NAMES,
  RIGHTS,
  type Right,
  rightsOf,
} from '../../../../shared/domain/access/rights.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { COMMANDS, type CommandName, type Step } from '../../../../shared/domain/commands/index.ts';
import { type Actor, Role } from '../../../../shared/domain/records/actor.ts';
import { Refused } from '../../../../shared/domain/records/refusal.ts';
import { EXPECTED_COMMANDS, EXPECTED_RIGHTS, expectedRightOf } from './expected-rights.ts';

const at = (area: string, origin?: string) => ({
  area: AreaCode.parse(area),
  ...(origin ? { origin: AreaCode.parse(origin) } : {}),
});
const person = (role: Role, ...areas: string[]): Actor => ({
  ...{ kind: 'person', id: 'p', role },
  areas: areas.map((area) => AreaCode.parse(area)),
});
/** Nothing of the input decides who may. */
const step = (name: CommandName) => ({ name, input: {} }) as unknown as Step;

const said = (attempt: () => void): string => {
  try {
    attempt();
    return 'allowed';
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

const names = Object.keys(COMMANDS) as CommandName[];
const JOB: Actor = { kind: 'system', job: 'audit' };

describe('the table of rights', () => {
  test('is what is written out beside it', () => {
    const rows = RIGHT_NAMES.map((right) => [
      right,
      { roles: [...RIGHTS[right].roles].sort(), fromOrigin: RIGHTS[right].on === 'seen' },
    ]);
    const expected = Object.entries(EXPECTED_RIGHTS).map(([right, { roles, fromOrigin }]) => [
      right,
      { roles: [...roles].sort(), fromOrigin },
    ]);
    expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
  });

  test.each(Role.options)('says the same of a %s whichever way it is asked', (role) => {
    const own = RIGHT_NAMES.filter((right) => EXPECTED_RIGHTS[right].roles.includes(role));
    expect(rightsOf(role)).toEqual(own);
    expect(RIGHT_NAMES.filter((right) => hasRight(role, right))).toEqual(own);
  });

  test('has every command under one right', () => {
    const listed = Object.values(EXPECTED_COMMANDS).flat();
    expect([...listed].sort()).toEqual([...names].sort());
    for (const name of names) expect(COMMANDS[name].right, name).toBe(expectedRightOf(name));
  });

  test('lets nobody change anything from the origin, and a city lead nothing at all', () => {
    const rights = new Set<Right>(names.map((name) => COMMANDS[name].right));
    for (const right of rights) expect(EXPECTED_RIGHTS[right].fromOrigin, right).toBe(false);
    expect([...rights].filter((right) => EXPECTED_RIGHTS[right].roles.includes('city_lead'))).toEqual([]);
  });
});

describe('how somebody stands to a record', () => {
  const HOUSEHOLD = at('511722107203', '511723100');
  test.each([
    ['its county', ['511722'], 'managed'],
    ['its township', ['511722107'], 'managed'],
    ['its village', ['511722107203'], 'managed'],
    ['its city, origin and all', ['5117'], 'managed'],
    ['its origin’s county', ['511723'], 'seen'],
    ['its origin’s township', ['511723100'], 'seen'],
    ['both', ['511723', '511722107'], 'managed'],
    ['another county', ['511725'], undefined],
    ['the village beside it', ['511722107204'], undefined],
    ['a village of its origin', ['511723100201'], undefined],
    ['another city', ['5118', '5101'], undefined],
  ])('from %s', (_, areas, relation) => {
    expect(relationOf(person('hr_clerk', ...areas), HOUSEHOLD)).toBe(relation);
  });

  test('is seen by nobody from an origin that nobody knows', () => {
    expect(relationOf(person('admin', '511723'), at('511722107'))).toBeUndefined();
    expect(relationOf(JOB, at('511722107'))).toBe('managed');
  });
});

const matrix = RIGHT_NAMES.flatMap((right) => Role.options.map((role) => [right, role] as const));

describe('every right of every role', () => {
  test.each(matrix)('%s by a %s', (right, role) => {
    const { roles, fromOrigin } = EXPECTED_RIGHTS[right];
    const record = at('511722107', '511723100');
    const outcome = (...own: string[]) => said(() => permitRight(person(role, ...own), right, record));
    const ifAble = (allowed: string) => (roles.includes(role) ? allowed : 'not_permitted');
    expect(outcome('511722')).toBe(ifAble('allowed'));
    expect(outcome('511723')).toBe(ifAble(fromOrigin ? 'allowed' : 'origin_reads_only'));
    // Whoever lacks the right learns nothing of the record, not even that it is not there.
    expect(outcome('511725')).toBe(ifAble('record_unknown'));
    expect(said(() => permitRight(person(role, '511725'), right, undefined))).toBe(ifAble('allowed'));
    expect(said(() => permitRight(JOB, right, at('511725100')))).toBe('allowed');
  });
});

describe('every command by every role', () => {
  test.each(names.flatMap((name) => Role.options.map((role) => [name, role] as const)))(
    '%s by %s',
    (name, role) => {
      const right = expectedRightOf(name);
      if (!right) throw new Error('nobody has said who may give it');
      const may = EXPECTED_RIGHTS[right].roles.includes(role);
      const outcome = (area: string, ...own: string[]) =>
        said(() => permitSteps(person(role, ...own), [step(name)], at(area, '511723100')));
      expect(outcome('511722107', '511722')).toBe(may ? 'allowed' : 'not_permitted');
      expect(outcome('511722107002', '511722107')).toBe(may ? 'allowed' : 'not_permitted');
      expect(outcome('511722107', '511725', '511722107')).toBe(may ? 'allowed' : 'not_permitted');
      expect(outcome('511722107', '511723')).toBe(may ? 'origin_reads_only' : 'not_permitted');
      for (const outside of ['511725100', '511722108', '511722']) {
        expect(outcome(outside, '511722107')).toBe(may ? 'record_unknown' : 'not_permitted');
      }
    },
  );
});

test('jobs of the system may give any command anywhere', () => {
  for (const name of names) {
    expect(said(() => permitSteps(JOB, [step(name)], at('511725100')))).toBe('allowed');
  }
  expect(said(() => permitPlace(JOB, at('511725100')))).toBe('allowed');
});

test('one step that is not permitted forbids all of them, wherever it stands', () => {
  const steps = [step('log-employment'), step('log-coverage')];
  const by = (some: readonly Step[]) =>
    said(() => permitSteps(person('hr_clerk', '5117'), some, at('511722107')));
  expect(by(steps.slice(0, 1))).toBe('allowed');
  expect(by(steps)).toBe('not_permitted');
  expect(by(steps.toReversed())).toBe('not_permitted');
});

test.each(Role.options)('a %s creates nothing, and moves nothing, to where it is not theirs', (role) => {
  const lies = (area: string, ...own: string[]) =>
    said(() => permitPlace(person(role, ...own), at(area, '511723100')));
  expect(lies('511722107', '511722')).toBe('allowed');
  expect(lies('511725100', '511722')).toBe('outside_areas');
  expect(lies('511722', '511722107')).toBe('outside_areas');
  expect(lies('511722107', '511723')).toBe('outside_areas');
});
