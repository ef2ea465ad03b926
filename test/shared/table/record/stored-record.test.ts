import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../../../../shared/domain/calendar/chinese-calendar.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { Household } from '../../../../shared/domain/records/household.ts';
import { evaluatedFrom } from '../../../../shared/domain/rules/evaluation.ts';
import { policyOn } from '../../../../shared/domain/rules/policy.ts';
import { findingsOn, householdTimelines } from '../../../../shared/domain/rules/timelines.ts';
import { packRecord, parseRecord } from '../../../../shared/table/record/stored-record.ts';
import { household, member } from '../../domain/rules/builders.ts';

const on = plainDate('2026-06-15');
const policy = policyOn([], on, chineseCalendar);
const family = household({ members: [member(1, '1990-05-20'), member(2, '2012-01-31')] });
const judged: Household = {
  ...family,
  evaluated: evaluatedFrom(findingsOn(householdTimelines(family, policy), on), policy),
};

/** As the table gives it back: of nobody else's objects. */
const stored = () => JSON.parse(JSON.stringify(packRecord(judged)));

test('a record is read back as it was, each finding from a short text', () => {
  expect(judged.evaluated?.findings.length).toBeGreaterThan(8);
  expect(stored().evaluated.findings.every((one: unknown) => typeof one === 'string')).toBe(true);
  expect(parseRecord(stored())).toEqual(judged);
  // What is not looked at by the record's schema is what the schema itself would take.
  expect(Household.parse(parseRecord(stored()))).toEqual(judged);
});

describe('a record cannot be read where a finding', () => {
  test.each([
    ['is of no rule', 'R0/m/2026-01-01/'],
    ['is of no rule at all', ''],
    ['has no outcome', 'R3//2026-01-01/'],
    ['has an outcome that nobody knows', 'R3/x/2026-01-01/'],
    ['is of a member that there is not', 'R5.2/m/2026-01-01/'],
    ['is since a day that is none', 'R3/g/2026-02-30/'],
    ['changes on a day that is none', 'R3/g/2026-01-01/soon'],
  ])('%s', (_, finding) => {
    const item = stored();
    item.evaluated.findings[2] = finding;
    expect(() => parseRecord(item)).toThrow();
  });

  test('is no text, and no finding', () => {
    const item = stored();
    item.evaluated.findings[2] = { rule: 'R3', outcome: 'met', 成员1: '511799199203050014' };
    expect(() => parseRecord(item)).toThrow();
  });

  test.each(['members', 'version', 'evaluated'])('stands beside %s that cannot be', (field) => {
    expect(() => parseRecord({ ...stored(), [field]: '成员1' })).toThrow();
  });
});
