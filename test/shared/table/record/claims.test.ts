import { describe, expect, test } from 'vitest';
import { keysOf, NO_KEYS } from '../../../../shared/secrets/keys.ts';
import { claimsOf } from '../../../../shared/table/record/claims.ts';
import { linksOf } from '../../../../shared/table/record/links.ts';
import {
  factId,
  household,
  idNumber,
  industryId,
  member,
  memberId,
  site,
  siteId,
} from '../../domain/rules/builders.ts';

const KEY = keysOf([new Uint8Array(32).fill(7)]);

describe('what a household claims', () => {
  const of = household({
    number: '511722000001',
    members: [
      member(1, '1980-05-01'),
      member(2, '1985-05-01', { left: '2025-06-01' }),
      member(3, '2024-05-01', { idNumber: 'T5117220001' }),
      member(4, '1950-05-01', { died: '2025-01-01' }),
    ],
  });

  test('is each person who has not left and has a number, and its own number', () => {
    const claims = claimsOf(of, KEY);
    expect(claims.map(({ what, path }) => [what, path])).toEqual([
      ['person', `members[${memberId(1)}].idNumber`],
      ['person', `members[${memberId(4)}].idNumber`],
      ['household_number', 'number'],
    ]);
    expect(claims[0]?.fields).toEqual({
      owner: of.id,
      member: memberId(1),
      nameCounty: '511722',
      nameSort: `成员1#${memberId(1)}`,
    });
    expect(claims[2]?.key()).toEqual({ pk: 'K#HOUSEHOLD#511722000001', sk: 'CLAIM' });
  });

  test('puts no ID number into a key or a field', () => {
    const written = claimsOf(of, KEY).map(({ key, fields }) => ({ ...key(), ...fields }));
    expect(JSON.stringify(written)).not.toContain('511799');
  });

  test('is another claim where a name, a number or the county changes, and the same where nothing does', () => {
    const labels = (parts: object) => claimsOf({ ...of, ...parts }, KEY).map(({ label }) => label);
    const [first, ...others] = of.members;
    if (!first) throw new Error('there is a first member');
    expect(labels({})).toEqual(labels({ village: '别处' }));
    expect(labels({ members: [{ ...first, name: '改名' }, ...others] })[0]).not.toBe(labels({})[0]);
    expect(labels({ members: [{ ...first, idNumber: idNumber('1980-05-01', 900) }, ...others] })[0]).not.toBe(
      labels({})[0],
    );
    expect(labels({ area: '511725100' })[0]).not.toBe(labels({})[0]);
  });

  test('is under two keys each person twice, as two claims, found by name once', () => {
    const two = keysOf([new Uint8Array(32).fill(8), new Uint8Array(32).fill(7)]);
    const claims = claimsOf(of, two);
    expect(claims.map(({ what }) => what)).toEqual([
      'person',
      'person',
      'person',
      'person',
      'household_number',
    ]);
    expect(new Set(claims.map(({ label }) => label)).size).toBe(5);
    expect(new Set(claims.map(({ key }) => key().pk)).size).toBe(5);
    expect(claims[1]?.key()).toEqual(claimsOf(of, KEY)[0]?.key());
    expect(claims.map(({ fields }) => fields.nameSort !== undefined)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    expect(claims[1]?.fields).toEqual({ owner: of.id, member: memberId(1) });
  });

  test('without the key of the hash is an error only where a person has to be written', () => {
    const [person, , number] = claimsOf(of, NO_KEYS);
    expect(() => person?.key()).toThrow('HOUFU_PERSON_KEY');
    expect(number?.key().pk).toBe('K#HOUSEHOLD#511722000001');
  });
});

test('a site claims its name in its county', () => {
  expect(claimsOf(site({ name: '茶园' }), NO_KEYS).map(({ what, key }) => [what, key().pk])).toEqual([
    ['site_name', 'K#SITE#511722#茶园'],
  ]);
});

test('linkages stand by site, without the ones that are void, with when their household lived there', () => {
  const link = (n: number, at: number, parts: object = {}) => ({
    ...{ id: factId(n), siteId: siteId(at), industryId: industryId(n), kind: 'dividend' as const },
    ...{ from: '2025-01-01', yearly: [], confirmed: [] },
    ...parts,
  });
  const voided = { on: '2026-01-01', by: 'clerk', reason: '录入有误' };
  const linkages = [link(1, 1), link(2, 2, { until: '2025-12-31' }), link(3, 1), link(4, 3, { voided })];
  const of = household({ linkages, dissolved: '2026-02-01' });
  const life = { household: of.id, movedIn: '2019-10-01', dissolved: '2026-02-01' };
  const stands = (n: number, until?: string) => ({
    id: factId(n),
    industry: industryId(n),
    from: '2025-01-01',
    until,
  });
  expect([...linksOf(of)]).toEqual([
    [siteId(1), { ...life, links: [stands(1), stands(3)] }],
    [siteId(2), { ...life, links: [stands(2, '2025-12-31')] }],
  ]);
});
