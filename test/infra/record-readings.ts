import { vi } from 'vitest';
import { chineseCalendar } from '../../shared/domain/calendar/chinese-calendar.ts';
import { plainDate } from '../../shared/domain/calendar/dates.ts';
import { evaluatedFrom, findingsOn, householdTimelines } from '../../shared/domain/rules/index.ts';
import { policyOn } from '../../shared/domain/rules/settings.ts';
import { storedRecord } from '../../shared/table/record/stored-record.ts';
import { household, member } from '../shared/domain/rules/builders.ts';

const on = plainDate('2026-06-15');
const policy = policyOn([], on, chineseCalendar);
const family = household({ members: [member(1, '1990-05-20'), member(2, '2012-01-31')] });
const evaluated = evaluatedFrom(findingsOn(householdTimelines(family, policy), on), policy);
const stored: unknown = JSON.parse(JSON.stringify(storedRecord({ ...family, evaluated })));

const WRONG = [undefined, null, '', '0', -1, 1.5, true, [], [null], {}, { extra: 1 }, '2026-02-30', '成员1'];

type Nested = Record<string, unknown>;

/** A value with each of its parts in turn replaced by each of what it cannot be, or could be. */
const variants = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  const own = value as Nested;
  const put = (key: string, part: unknown): unknown =>
    Array.isArray(value) ? value.with(Number(key), part) : { ...own, [key]: part };
  return Object.keys(own).flatMap((key) => [...WRONG, ...variants(own[key])].map((part) => put(key, part)));
};
const RECORDS = [stored, ...variants(stored), { ...(stored as Nested), 成员1: 1 }];

/** Every record as it is read by schemas that are made now, to the order of its fields; or what is wrong with it. */
export const recordReadings = async (): Promise<string[]> => {
  vi.resetModules();
  const { parseRecord } = await import('../../shared/table/record/stored-record.ts');
  return RECORDS.map((record) => {
    try {
      return JSON.stringify(parseRecord(record));
    } catch (error) {
      const { issues, message } = error as { issues?: object[]; message: string };
      return JSON.stringify(issues ?? message);
    }
  });
};

/** Of readings, how many are records, and how many say what is wrong. */
export const takenAndRefused = (readings: readonly string[]): [taken: number, refused: number] => {
  const taken = readings.filter((text) => text.startsWith('{')).length;
  return [taken, readings.length - taken];
};
