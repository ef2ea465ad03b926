import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, dateOf, dayOf } from '../../../../shared/domain/calendar/dates.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import type { Site } from '../../../../shared/domain/records/site.ts';
import type { Finding } from '../../../../shared/domain/rules/timeline.ts';
import {
  findingsOn,
  householdTimelines,
  type SubjectTimeline,
  siteTimelines,
} from '../../../../shared/domain/rules/timelines.ts';
import { runs } from '../../../runs.ts';
import { anybodyAlone, anyDay, anyHousehold, anyPolicy, anySite } from './arbitrary.ts';
import { foretell, householdOracles, type Oracle, siteOracles } from './oracle.ts';

/** How far an oracle walks on in search of a change, days: four years. */
const HORIZON = 1461;
/** How far the days up to a change are looked at one by one. */
const UP_TO_CHANGE = 800;

const someDays = fc.array(anyDay, { minLength: 1, maxLength: 4 });

const bySubject = (a: { rule: string; member?: string | undefined }, b: typeof a) =>
  `${a.rule}${a.member ?? ''}` < `${b.rule}${b.member ?? ''}` ? -1 : 1;

const foreseen = (oracles: readonly Oracle[], on: Day) =>
  oracles
    .map((oracle) => ({ rule: oracle.rule, member: oracle.member, ...foretell(oracle, on, on + HORIZON) }))
    .sort(bySubject);

const found = (timelines: readonly SubjectTimeline[], on: Day) =>
  findingsOn(timelines, dateOf(on))
    .map(({ rule, member, outcome, since, changesOn }) => ({
      rule,
      member,
      outcome,
      since: since && dayOf(since),
      changesOn: changesOn && dayOf(changesOn) <= on + HORIZON ? dayOf(changesOn) : undefined,
    }))
    .sort(bySubject);

/** Findings in an order that no fact's place in a list can disturb. */
const settled = (findings: readonly Finding[]) =>
  findings
    .map(({ reasons, ...finding }) => ({
      ...finding,
      reasons: reasons.map((reason) => JSON.stringify(reason)).sort(),
    }))
    .sort(bySubject);

const outcomes = (timelines: readonly SubjectTimeline[], on: Day) =>
  findingsOn(timelines, dateOf(on)).map(({ outcome }) => outcome);

/** Until the record's earliest change nothing differs, and on it something does. */
const holdsUntilChange = (timelines: readonly SubjectTimeline[], on: Day) => {
  const now = outcomes(timelines, on);
  const changes = findingsOn(timelines, dateOf(on)).flatMap(({ changesOn }) => changesOn ?? []);
  const change = changes.length > 0 ? Math.min(...changes.map(dayOf)) : Number.POSITIVE_INFINITY;
  for (let day = on + 1; day < change && day <= on + UP_TO_CHANGE; day++)
    expect(outcomes(timelines, day), dateOf(day)).toEqual(now);
  if (change !== Number.POSITIVE_INFINITY) expect(outcomes(timelines, change)).not.toEqual(now);
};

const isSoundTimeline = (timelines: readonly SubjectTimeline[], start: Day, days: readonly Day[]) => {
  for (const { timeline } of timelines) {
    expect(timeline[0]?.from).toBe(start);
    for (const [i, stretch] of timeline.entries())
      if (i > 0) expect(stretch.from).toBeGreaterThan(timeline[i - 1]?.from ?? stretch.from);
  }
  for (const on of days)
    for (const { since, changesOn } of findingsOn(timelines, dateOf(on))) {
      expect(since !== undefined).toBe(on >= start);
      if (since) {
        expect(dayOf(since)).toBeLessThanOrEqual(on);
        expect(dayOf(since)).toBeGreaterThanOrEqual(start);
      }
      if (changesOn) expect(dayOf(changesOn)).toBeGreaterThan(on);
    }
};

const startOf = (record: Household | Site): Day =>
  dayOf((record.kind === 'household' ? record.movedIn : record.occupied) ?? record.registered);

/** The record with its facts in another order; dated lists and years have only one. */
const reordered = (household: Household): fc.Arbitrary<Household> =>
  fc
    .record({
      members: shuffled(household.members),
      employments: shuffled(household.employments),
      channels: shuffled(household.channels),
      linkages: shuffled(household.linkages),
      coverages: shuffled(household.coverages),
      transfers: shuffled(household.transfers),
      plans: shuffled(household.plans),
      assessments: shuffled(household.assessments),
    })
    .map((lists) => ({ ...household, ...lists }));

const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length });

const standing = <T extends { voided?: unknown }>(facts: readonly T[]): T[] =>
  facts.filter(({ voided }) => voided === undefined);

const withoutVoided = (household: Household): Household => ({
  ...household,
  members: household.members.map((member) => ({ ...member, refusals: standing(member.refusals) })),
  employments: standing(household.employments),
  channels: standing(household.channels),
  linkages: standing(household.linkages),
  coverages: standing(household.coverages),
  transfers: standing(household.transfers),
  plans: standing(household.plans),
  assessments: standing(household.assessments),
});

describe('households', () => {
  test.each([
    ['several', anyHousehold, 100],
    ['one', anybodyAlone, 300],
  ])('the oracle agrees on every outcome, since and changesOn of %s', (_size, anyOfSize, numRuns) => {
    fc.assert(
      fc.property(anyOfSize, anyPolicy, someDays, (household, policy, days) => {
        const timelines = householdTimelines(household, policy);
        const oracles = householdOracles(household, policy);
        for (const on of days) expect(found(timelines, on), dateOf(on)).toEqual(foreseen(oracles, on));
      }),
      { numRuns: runs(numRuns) },
    );
  });

  test('the order of facts does not matter', () => {
    fc.assert(
      fc.property(
        anyHousehold.chain((household) => fc.tuple(fc.constant(household), reordered(household))),
        anyPolicy,
        someDays,
        ([household, other], policy, days) => {
          const [these, those] = [householdTimelines(household, policy), householdTimelines(other, policy)];
          for (const on of days)
            expect(settled(findingsOn(those, dateOf(on)))).toEqual(settled(findingsOn(these, dateOf(on))));
        },
      ),
      { numRuns: runs(100) },
    );
  });

  test('voided facts never matter', () => {
    fc.assert(
      fc.property(anyHousehold, anyPolicy, (household, policy) => {
        expect(householdTimelines(withoutVoided(household), policy)).toEqual(
          householdTimelines(household, policy),
        );
      }),
      { numRuns: runs(100) },
    );
  });

  test('nothing differs before changesOn, and something on it', () => {
    fc.assert(
      fc.property(anyHousehold, anyPolicy, anyDay, (household, policy, on) => {
        holdsUntilChange(householdTimelines(household, policy), on);
      }),
      { numRuns: runs(100) },
    );
  });

  test('timelines run from moving in without a hole; since lies between moving in and the day', () => {
    fc.assert(
      fc.property(anyHousehold, anyPolicy, someDays, (household, policy, days) => {
        isSoundTimeline(householdTimelines(household, policy), startOf(household), days);
      }),
      { numRuns: runs(100) },
    );
  });
});

describe('sites', () => {
  test('the oracle agrees on every outcome, since and changesOn', () => {
    fc.assert(
      fc.property(anySite, anyPolicy, someDays, ({ site, residences, links }, policy, days) => {
        const timelines = siteTimelines(site, residences, links, policy);
        const oracles = siteOracles(site, residences, links, policy);
        for (const on of days) expect(found(timelines, on), dateOf(on)).toEqual(foreseen(oracles, on));
      }),
      { numRuns: runs(100) },
    );
  });

  test('the order of industries, residences and links does not matter', () => {
    fc.assert(
      fc.property(
        anySite.chain(({ site, residences, links }) =>
          fc.tuple(
            fc.constant({ site, residences, links }),
            fc.record({
              site: shuffled(site.industries).map((industries) => ({ ...site, industries })),
              residences: shuffled(residences),
              links: shuffled(links),
            }),
          ),
        ),
        anyPolicy,
        someDays,
        ([one, other], policy, days) => {
          const [these, those] = [one, other].map(({ site, residences, links }) =>
            siteTimelines(site, residences, links, policy),
          );
          for (const on of days)
            expect(settled(findingsOn(those ?? [], dateOf(on)))).toEqual(
              settled(findingsOn(these ?? [], dateOf(on))),
            );
        },
      ),
      { numRuns: runs(100) },
    );
  });

  test('voided industries never matter', () => {
    fc.assert(
      fc.property(anySite, anyPolicy, ({ site, residences, links }, policy) => {
        const without = { ...site, industries: standing(site.industries) };
        expect(siteTimelines(without, residences, links, policy)).toEqual(
          siteTimelines(site, residences, links, policy),
        );
      }),
      { numRuns: runs(100) },
    );
  });

  test('nothing differs before changesOn, and something on it', () => {
    fc.assert(
      fc.property(anySite, anyPolicy, anyDay, ({ site, residences, links }, policy, on) => {
        holdsUntilChange(siteTimelines(site, residences, links, policy), on);
      }),
      { numRuns: runs(100) },
    );
  });

  test('timelines run from moving in without a hole; since lies between moving in and the day', () => {
    fc.assert(
      fc.property(anySite, anyPolicy, someDays, ({ site, residences, links }, policy, days) => {
        isSoundTimeline(siteTimelines(site, residences, links, policy), startOf(site), days);
      }),
      { numRuns: runs(100) },
    );
  });
});
