import { describe, expect, it } from 'vitest';
import { signedInFrom } from '../../../shared/identity/person.ts';
import { NoRights, TokenRefused } from '../../../shared/identity/refused.ts';

const NAMES = { roleClaim: 'role', areasClaim: 'areas' };
const CLAIMS = { sub: 'clerk-1', exp: 1_000, role: 'hr_clerk', areas: ['511722'], name: '小就（示范）' };

describe('a person by the claims of a token', () => {
  it('has a role, areas, a name and an end', () => {
    expect(signedInFrom(CLAIMS, NAMES)).toEqual({
      actor: { kind: 'person', id: 'clerk-1', role: 'hr_clerk', areas: ['511722'] },
      name: '小就（示范）',
      expires: 1_000,
    });
  });

  it.each([
    ['511722', ['511722']],
    ['511722, 511723', ['511722', '511723']],
    [' 511722 511723107,511722 ', ['511722', '511723107']],
    [
      ['5117', '511722107203'],
      ['5117', '511722107203'],
    ],
  ])('has the areas of %j', (areas, expected) => {
    expect(signedInFrom({ ...CLAIMS, areas }, NAMES).actor.areas).toEqual(expected);
  });

  it.each([
    [],
    '',
    ' , ',
    '宣汉县',
    ['511722', '5'],
    '511722;511723',
    { 0: '511722' },
    511722,
    null,
    undefined,
  ])('has no rights with the areas %j', (areas) => {
    expect(() => signedInFrom({ ...CLAIMS, areas }, NAMES)).toThrow(NoRights);
  });

  it.each([['city_lead'], ['offline_access', 'city_lead', 'uma_authorization']])(
    'has the one role of the list %j',
    (...role) => {
      expect(signedInFrom({ ...CLAIMS, role }, NAMES).actor.role).toBe('city_lead');
    },
  );

  it.each([[['hr_clerk', 'admin']], [[]], ['root'], ['HR_CLERK'], ['hr_clerk admin'], [undefined], [{}]])(
    'has no rights with the role %j',
    (role) => {
      expect(() => signedInFrom({ ...CLAIMS, role }, NAMES)).toThrow(NoRights);
    },
  );

  it('has claims by names that are URLs, and by paths', () => {
    const claims = {
      sub: 'clerk-1',
      exp: 1_000,
      'https://houfu.example.gov.cn/role': 'admin',
      realm_access: { roles: ['township_clerk'] },
      'realm_access.areas': '511722107',
    };
    const byUrl = { roleClaim: 'https://houfu.example.gov.cn/role', areasClaim: 'realm_access.areas' };
    expect(signedInFrom(claims, byUrl).actor).toMatchObject({ role: 'admin', areas: ['511722107'] });
    const byPath = { ...byUrl, roleClaim: 'realm_access.roles' };
    expect(signedInFrom(claims, byPath).actor.role).toBe('township_clerk');
    expect(() => signedInFrom(claims, { ...byUrl, roleClaim: 'constructor.name' })).toThrow(NoRights);
  });

  it.each(['', 'x'.repeat(201), 'a\nb', 'a\u0000', 'a\u0085', 'system:audit', 7, undefined])(
    'is nobody by the sub %j',
    (sub) => {
      const claims = { ...CLAIMS, sub } as typeof CLAIMS;
      expect(() => signedInFrom(claims, NAMES)).toThrow(new TokenRefused('token_claims'));
    },
  );

  it.each(['x'.repeat(200), '王某某|1', 'auth0|5f7c'])('is somebody by the sub %j', (sub) => {
    expect(signedInFrom({ ...CLAIMS, sub }, NAMES).actor.id).toBe(sub);
  });

  it.each(['', ' ', 'a\u0007b', 'x'.repeat(201), 7, undefined])('has no name by %j', (name) => {
    expect(signedInFrom({ ...CLAIMS, name }, NAMES).name).toBeUndefined();
  });
});
