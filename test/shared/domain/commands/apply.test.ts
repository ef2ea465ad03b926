import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { applySteps, sitesNeeded } from '../../../../shared/domain/commands/apply.ts';
import type { Step } from '../../../../shared/domain/commands/index.ts';
import { Household } from '../../../../shared/domain/records/household.ts';
import { Refused } from '../../../../shared/domain/records/refusal.ts';
import { householdId, industryId, memberId, siteId } from '../rules/builders.ts';
import { contextNow, NEXT_YEAR, TODAY, TOO_FAR, theHousehold } from './cases/world.ts';

const registration: Step = {
  name: 'register-household',
  input: { id: householdId(9), area: theHousehold.area, siteId: siteId(1), movedIn: plainDate(TODAY) },
};
const head: Step = {
  name: 'add-member',
  input: { id: memberId(7), name: '张三', birth: plainDate('1988-01-01'), relation: '户主' },
};
const job = (from: string): Step => ({
  name: 'log-employment',
  input: { memberId: memberId(7), from: plainDate(from) },
});

test('steps build on one another, and the record that comes of them is a sound one', () => {
  const { after } = applySteps(undefined, [registration, head, job(NEXT_YEAR)], contextNow());
  expect(Household.parse(after)).toEqual(after);
  expect(after).toMatchObject({ members: [{ id: memberId(7) }], employments: [{ from: NEXT_YEAR }] });
});

test('of steps of which one is refused none is taken', () => {
  const before = structuredClone(theHousehold);
  expect(() => applySteps(before, [head, job(TOO_FAR)], contextNow())).toThrow(Refused);
  expect(before).toEqual(theHousehold);
});

test('facts told twice in one go are one', () => {
  const { after } = applySteps(theHousehold, [head], contextNow());
  const refusal: Step = {
    name: 'record-refusal',
    input: { memberId: memberId(7), on: plainDate(TODAY), offer: '保洁员' },
  };
  const { after: twice } = applySteps(after, [refusal, refusal], contextNow());
  expect(twice).toMatchObject({
    members: expect.arrayContaining([expect.objectContaining({ refusals: [expect.anything()] })]),
  });
});

test('the sites that steps speak of, each once', () => {
  const link: Step = {
    name: 'add-linkage',
    input: { siteId: siteId(2), industryId: industryId(1), kind: 'order', from: plainDate(TODAY) },
  };
  expect(sitesNeeded([registration, head, link, link])).toEqual([siteId(1), siteId(2)]);
  expect(sitesNeeded([head])).toEqual([]);
});

describe('a record that is not the command’s', () => {
  test.each([
    ['nothing for a change', undefined, head, 'record_unknown'],
    ['one that exists already', theHousehold, registration, 'record_exists'],
  ] as const)('%s', (_what, record, step, code) => {
    expect(() => applySteps(record, [step], contextNow())).toThrow(expect.objectContaining({ code }));
  });

  test('nothing at all', () => {
    expect(() => applySteps(undefined, [], contextNow())).toThrow(
      expect.objectContaining({ code: 'record_unknown' }),
    );
  });
});
