import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Household } from '../../../shared/domain/records/household.ts';
import { LANGUAGES } from '../../../shared/domain/records/language.ts';
import type { Site } from '../../../shared/domain/records/site.ts';
import type { Finding } from '../../../shared/domain/rules/timeline.ts';
import { householdTimelines, siteTimelines } from '../../../shared/domain/rules/timelines.ts';
import { findingText } from '../../../shared/text/findings.ts';
import { namesOf } from '../../../shared/text/names.ts';
import { anyHousehold, anyPolicy, anySite } from '../domain/rules/arbitrary.ts';
import {
  contract,
  factId,
  household,
  industryId,
  job,
  member,
  memberId,
  site,
  siteId,
} from '../domain/rules/builders.ts';

describe('what a sentence calls', () => {
  const linkage = {
    ...{ id: factId(3), siteId: siteId(1), industryId: industryId(1), kind: 'dividend' },
    ...{ from: '2026-01-01', yearly: [], confirmed: [] },
  } as unknown as Household['linkages'][number];
  const record = household({
    members: [member(1, '1980-05-01')],
    employments: [
      { ...job(1, '2026-01-01'), employer: '甲厂' },
      { ...job(2, '2026-01-01'), job: '保洁' },
    ],
    channels: [contract('茶园出租', '2026-01-01', '2027-01-01', 900)],
    linkages: [linkage],
  });
  const { member: person, fact } = namesOf(record, 'zh-CN');

  test.each([
    ['a job, by its employer', record.employments[0]?.id, '甲厂'],
    ['a job without one, by what it is', record.employments[1]?.id, '保洁'],
    ['a channel, by what it is', record.channels[0]?.id, '茶园出租'],
    ['a linkage, by its kind', linkage.id, '入股分红'],
    ['a fact that is not on record: nothing', factId(99), undefined],
  ])('%s', (_, id, name) => expect(fact?.(id ?? '')).toBe(name));

  test('members, by their names', () => {
    expect(person?.(memberId(1))).toBe('成员1');
    expect(person?.(memberId(9))).toBeUndefined();
    expect(namesOf(record, 'en').fact?.(linkage.id)).toBe('dividend');
  });

  test('an industry, by its name', () => {
    const tea = { id: industryId(1), name: '茶园' } as Site['industries'][number];
    const { fact: industry } = namesOf({ ...site(), industries: [tea] }, 'zh-CN');
    expect(industry?.(industryId(1))).toBe('茶园');
    expect(industry?.(industryId(9))).toBeUndefined();
  });
});

test('no sentence names anything by its id', () => {
  const ofHousehold = fc
    .tuple(anyHousehold, anyPolicy)
    .map(([record, under]) => ({ record, timelines: householdTimelines(record, under) }));
  const ofSite = fc.tuple(anySite, anyPolicy).map(([{ site: record, residences, links }, under]) => ({
    record,
    timelines: siteTimelines(record, residences, links, under),
  }));
  fc.assert(
    fc.property(fc.oneof(ofHousehold, ofSite), ({ record, timelines }) => {
      for (const language of LANGUAGES) {
        const names = namesOf(record, language);
        const told = timelines.flatMap(({ timeline }) =>
          timeline.flatMap(({ reasons }) => findingText({ reasons } as Finding, language, names)),
        );
        expect(told.join('\n')).not.toMatch(/[0-9A-Z]{26}/);
      }
    }),
  );
});
