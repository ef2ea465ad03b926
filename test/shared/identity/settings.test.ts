import { describe, expect, it } from 'vitest';
import { IdentitySettingWrong, identitySettingsFrom } from '../../../shared/identity/settings.ts';

const ISSUER = 'https://id.example.gov.cn/realms/houfu';

describe('the settings of identity', () => {
  it('have defaults for everything but the issuer', () => {
    expect(identitySettingsFrom({ OIDC_ISSUER: ISSUER, OIDC_AUDIENCE: '', HOUFU_TABLE: 'x' })).toEqual({
      issuer: ISSUER,
      audience: 'houfu',
      roleClaim: 'role',
      areasClaim: 'areas',
    });
  });

  it('are taken as they are given', () => {
    const environment = {
      OIDC_ISSUER: `${ISSUER}/`,
      OIDC_AUDIENCE: 'api://houfu',
      OIDC_ROLE_CLAIM: 'https://houfu.example/role',
      OIDC_AREAS_CLAIM: 'houfu.areas',
    };
    expect(identitySettingsFrom(environment)).toEqual({
      issuer: `${ISSUER}/`,
      audience: 'api://houfu',
      roleClaim: 'https://houfu.example/role',
      areasClaim: 'houfu.areas',
    });
  });

  it.each(['http://127.0.0.1:3000/oidc', 'http://[::1]:3000', 'http://localhost:3000/oidc'])(
    'let the issuer %s of this machine be without https',
    (issuer) => {
      expect(identitySettingsFrom({ OIDC_ISSUER: issuer }).issuer).toBe(issuer);
    },
  );

  it.each([
    undefined,
    '',
    'id.example.gov.cn',
    'http://id.example.gov.cn',
    'http://127.0.0.1.example.gov.cn',
    'ftp://id.example.gov.cn',
    'https://id.example.gov.cn/?realm=houfu',
    'https://id.example.gov.cn/#houfu',
    'https://user:password@id.example.gov.cn',
  ])('refuse the issuer %s by the name of the variable', (issuer) => {
    expect(() => identitySettingsFrom({ OIDC_ISSUER: issuer })).toThrow(IdentitySettingWrong);
    expect(() => identitySettingsFrom({ OIDC_ISSUER: issuer })).toThrow(/^OIDC_ISSUER=.*https/);
  });

  it('refuse another setting by its name', () => {
    const environment = { OIDC_ISSUER: ISSUER, OIDC_ROLE_CLAIM: 'x'.repeat(201) };
    expect(() => identitySettingsFrom(environment)).toThrow(/^OIDC_ROLE_CLAIM=/);
  });
});
