import { beforeAll, describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Role } from '../../../shared/domain/records/actor.ts';
import { person, testDeps } from '../../deps.ts';
import { EXPECTED_RIGHTS, expectedRightOf } from '../../shared/domain/access/expected-rights.ts';
import { apiOf } from './county.ts';

let ask: ReturnType<typeof apiOf>['ask'];
beforeAll(async () => {
  ask = apiOf(await testDeps()).ask;
});

describe('what somebody is told of themselves', () => {
  test.each(Role.options)('a %s may do what the matrix of requests shows, and nothing else', async (role) => {
    const { status, text } = await ask('/me', { as: person(role, '511722', '511702001') });
    const me = JSON.parse(text);
    expect([status, me.id, me.role]).toEqual([200, `${role}-1`, role]);
    const rights = Object.entries(EXPECTED_RIGHTS).filter(([, { roles }]) => roles.includes(role));
    const names = rights.map(([name]) => name);
    expect(me.rights.toSorted()).toEqual(names.toSorted());
    const commands = Object.keys(COMMANDS).filter((name) => names.includes(expectedRightOf(name) ?? ''));
    expect(me.commands.toSorted()).toEqual(commands.toSorted());
    expect(me.areas).toEqual([
      { code: '511722', name: '宣汉县' },
      { code: '511702001', name: expect.any(String) },
    ]);
  });

  test('areas none of which is configured here are refused', async () => {
    const { status, body } = await ask('/me', { as: person('hr_clerk', '990101') });
    expect([status, body.errors[0]?.code]).toEqual([403, 'areas_not_configured']);
  });
});

describe('divisions', () => {
  const codes = async (query: string, ...areas: string[]) => {
    const { status, body } = await ask(`/areas${query}`, { as: person('hr_clerk', ...areas) });
    expect(status).toBe(200);
    return body.items.map(({ code }) => String(code));
  };

  test('are those of whoever asks', async () => {
    const own = await codes('', '511722');
    expect(own).toContain('511722107');
    expect(own.every((code) => code.startsWith('511722'))).toBe(true);
    expect(own).toEqual([...new Set(own)].sort());
  });

  test('are listed once where areas lie within each other', async () => {
    expect(await codes('', '511722', '511722107')).toEqual(await codes('', '511722'));
  });

  test('elsewhere are no secret', async () => {
    const city = await codes('?within=5117', '511722');
    expect(city).toEqual(expect.arrayContaining(['511702', '511722', '511725']));
  });

  test('that are not configured here are refused', async () => {
    const { status, body } = await ask('/areas?within=99', { as: person('hr_clerk', '511722') });
    expect([status, body.errors[0]?.path]).toEqual([400, 'within']);
  });
});
