import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../../shared/domain/calendar/months.ts';
import { HouseholdId, MemberId, SiteId } from '../../../../shared/domain/records/ids.ts';
import type { Subject } from '../../../../shared/domain/records/subject.ts';
import { RULES } from '../../../../shared/domain/rules/registry.ts';
import {
  assigneeIndex,
  CHANGE_VERSIONS,
  changeKey,
  changeVersion,
  chunkNumber,
  closedFlagsIndex,
  closedFlagsOf,
  countyNumbersBetween,
  countyNumbersKey,
  flagKey,
  flagStart,
  frozenChunkKey,
  frozenKey,
  HEAD,
  isFlagKey,
  isLinkKey,
  linkKey,
  MOST_CHUNKS,
  noteKey,
  notesPrefix,
  OpenFlagKey,
  openedMonthKey,
  openFlagsIndex,
  parseCountyNumbersSort,
  partitionOf,
  personHash,
  personKey,
  recordKey,
  SETTINGS_HEAD_AND_VERSIONS,
  SETTINGS_VERSIONS,
  settingsChangeKey,
  settingsHeadKey,
  settingsVersionKey,
  subjectOf,
  supportKey,
} from '../../../../shared/table/store/keys.ts';

const ulid = fc.ulid();
const subject: fc.Arbitrary<Subject> = fc.oneof(
  ulid.map((id) => ({ kind: 'household', id: HouseholdId.parse(id) }) as const),
  ulid.map((id) => ({ kind: 'site', id: SiteId.parse(id) }) as const),
);
const member = fc.option(
  ulid.map((id) => MemberId.parse(id)),
  { nil: undefined },
);
const day = fc
  .integer({ min: dayOf(plainDate('2000-01-01')), max: dayOf(plainDate('2199-12-31')) })
  .map(dateOf);
const version = fc.integer({ min: CHANGE_VERSIONS.first, max: CHANGE_VERSIONS.last });
const rule = fc.constantFrom(...RULES);
const COUNTY = AreaCode.parse('511722');
const isInHead = (sk: string) => HEAD.from <= sk && sk <= HEAD.until;

describe('a key', () => {
  test('of a record gives the record back', () => {
    fc.assert(
      fc.property(subject, (one) => {
        expect(subjectOf(recordKey(one).pk)).toEqual(one);
        expect(partitionOf(one)).toBe(recordKey(one).pk);
      }),
    );
  });

  test.each(['P#x', 'K#SITE#511722#H#', 'N#511722107', 'C#511722', 'A#511722', 'J#1', ''])(
    '%j is of no record',
    (pk) => expect(subjectOf(pk)).toBeUndefined(),
  );

  test('of an open flag in its index is the place to go on behind: the very keys of the item', () => {
    fc.assert(
      fc.property(subject, rule, member, day, (one, name, whose, dueOn) => {
        const key = flagKey(one, name, whose);
        const index = openFlagsIndex(COUNTY, dueOn, one, key.sk);
        const start = flagStart({ openCounty: COUNTY }, OpenFlagKey.parse(index.due));
        expect(start).toEqual({ ...key, ...index });
        const closed = closedFlagsIndex(COUNTY, dueOn, one, key.sk);
        expect(flagStart(closedFlagsOf(COUNTY), OpenFlagKey.parse(closed.due))).toEqual({
          ...key,
          ...closed,
        });
        expect(closed.openCounty).not.toBe(index.openCounty);
      }),
    );
  });

  test.each([
    '2026-07-01',
    '2026-07-01#P#0H000000000000000000000001#FLAG#R3',
    '2026-07-01#H#0H000000000000000000000001#RECORD',
    '2026-07-01#H#0H000000000000000000000001#FLAG#R3#x',
    '2026-07-01#H#0H000000000000000000000001#FLAG#R3\n',
  ])('%j is no place among open flags', (text) => expect(OpenFlagKey.safeParse(text).success).toBe(false));

  test('of what a command must know stands in the head of its record, of what grows without bound outside it', () => {
    fc.assert(
      fc.property(subject, rule, member, day, ulid, version, (one, name, whose, on, id, version) => {
        const flag = flagKey(one, name, whose).sk;
        const link = linkKey(SiteId.parse(id), HouseholdId.parse(id)).sk;
        expect([flag, link, recordKey(one).sk].filter(isInHead)).toHaveLength(3);
        expect([isFlagKey(flag), isLinkKey(flag), isFlagKey(link), isLinkKey(link)]).toEqual([
          true,
          false,
          false,
          true,
        ]);
        expect(isInHead(changeKey(one, version).sk)).toBe(false);
        expect(isInHead(supportKey(one, on, id).sk)).toBe(false);
        expect(isInHead(noteKey(one, { rule: name, member: whose }, id).sk)).toBe(false);
      }),
    );
  });

  test('of open flags sort by their day, of changes by their version, which they give back', () => {
    fc.assert(
      fc.property(subject, version, version, (one, a, b) => {
        const [first, second] = [changeKey(one, a).sk, changeKey(one, b).sk];
        expect(first < second).toBe(a < b);
        expect(changeVersion(first)).toBe(a);
      }),
    );
    expect(changeKey({ kind: 'site', id: SiteId.parse(`0S${'0'.repeat(24)}`) }, 17).sk).toBe(
      'CHANGE#0000000017',
    );
    for (const sk of ['RECORD', 'CHANGE#', 'CHANGE#17', 'CHANGE#000000000x', 'FLAG#0000000017']) {
      expect(changeVersion(sk)).toBe(0);
    }
    fc.assert(
      fc.property(subject, subject, rule, day, day, (one, other, name, a, b) => {
        fc.pre(a < b);
        const due = (who: Subject, on: typeof a) =>
          openFlagsIndex(COUNTY, on, who, flagKey(who, name).sk).due;
        expect(due(one, a) < due(other, b)).toBe(true);
      }),
    );
  });
});

test('the notes of a flag are under its own beginning, and under that of no other', () => {
  fc.assert(
    fc.property(subject, rule, rule, member, member, ulid, (one, a, b, whose, other, id) => {
      const isOther = a !== b || whose !== other;
      const { sk } = noteKey(one, { rule: a, member: whose }, id);
      expect(sk.startsWith(notesPrefix({ rule: a, member: whose }))).toBe(true);
      // A rule looks at members or at the whole, so that those of one rule are alike.
      if (isOther && (whose === undefined) === (other === undefined)) {
        expect(sk.startsWith(notesPrefix({ rule: b, member: other }))).toBe(false);
      }
    }),
  );
});

test('a township’s day among those of its county is read back, and lies between its days', () => {
  const township = fc.nat(999).map((n) => AreaCode.parse(`511722${String(n).padStart(3, '0')}`));
  fc.assert(
    fc.property(township, day, day, day, (one, a, b, on) => {
      const { sk } = countyNumbersKey(COUNTY, on, one);
      expect(parseCountyNumbersSort(sk)).toEqual({ on, township: one });
      const [from, until] = a < b ? [a, b] : [b, a];
      const { first, last } = countyNumbersBetween(from, until);
      expect(first <= sk && sk <= last).toBe(from <= on && on <= until);
    }),
  );
});

test('flags of somebody stand under a hash of the id that their token names', () => {
  const { assignedTo } = assigneeIndex('hr_clerk-1');
  expect(assignedTo).toMatch(/^W#[\w-]{43}$/);
  expect(assigneeIndex('hr_clerk-2').assignedTo).not.toBe(assignedTo);
});

test('versions of settings stand apart from their changes, and so does what heads them from both', () => {
  const within = ({ first, last }: { first: string; last: string }, sk: string) => first <= sk && sk <= last;
  fc.assert(
    fc.property(day, version, (from, changed) => {
      const all = [
        settingsHeadKey(COUNTY),
        settingsVersionKey(COUNTY, from),
        settingsChangeKey(COUNTY, changed),
      ];
      expect(new Set(all.map(({ pk }) => pk)).size).toBe(1);
      expect(all.map(({ sk }) => within(SETTINGS_HEAD_AND_VERSIONS, sk))).toEqual([true, true, false]);
      expect(all.map(({ sk }) => within(SETTINGS_VERSIONS, sk))).toEqual([false, true, false]);
    }),
  );
});

test('chunks of a month stand behind one another, apart from the month itself and from other months', () => {
  const chunk = fc.integer({ min: 1, max: MOST_CHUNKS });
  const [month, next] = ['2026-05', '2026-06'].map((one) => Month.parse(one));
  if (!month || !next) throw new Error('two months');
  fc.assert(
    fc.property(chunk, chunk, (a, b) => {
      const [one, other] = [a, b].map((n) => frozenChunkKey(COUNTY, month, n).sk);
      expect(chunkNumber(String(one))).toBe(a);
      expect(String(one) < String(other)).toBe(a < b);
      const rest = [frozenKey(COUNTY, month), frozenKey(COUNTY, next), openedMonthKey(COUNTY, month)];
      const [first, last] = [1, MOST_CHUNKS].map((n) => frozenChunkKey(COUNTY, month, n).sk);
      for (const { sk } of [...rest, frozenChunkKey(COUNTY, next, a)]) {
        expect(String(first) <= sk && sk <= String(last)).toBe(false);
      }
    }),
  );
  expect(subjectOf(frozenKey(COUNTY, month).pk)).toBeUndefined();
});

test('a person is found by a keyed hash that tells nothing of the number and is another under another key', () => {
  const number = '511799199203050014';
  const [one, other] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const hash = personHash(one, number);
  expect(hash).toMatch(/^[\w-]{43}$/);
  expect(personHash(one, number)).toBe(hash);
  expect(personHash(other, number)).not.toBe(hash);
  expect(personHash(one, '511799199203050030')).not.toBe(hash);
  expect(JSON.stringify(personKey(hash))).not.toContain('511799');
});
