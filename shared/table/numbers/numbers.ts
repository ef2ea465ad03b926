import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AreaCode, countyOf } from '../../domain/areas/area.ts';
import { PlainDate } from '../../domain/calendar/dates.ts';
import { AuditPart, type Day, FlagNumbers, Numbers } from '../../domain/numbers/numbers.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import type { TableClient } from '../store/client.ts';
import {
  countyNumbersBetween,
  countyNumbersKey,
  countyNumbersOf,
  type Key,
  numbersKey,
} from '../store/keys.ts';
import { itemsOf, queryAll, queryPages } from '../store/read.ts';
import { fieldsWrite } from '../store/write-fields.ts';
import { packFlags, packNumbers, unpackNumbers } from './packed-numbers.ts';

/** Sets the numbers of a day; without `flags` the stored ones stay. */
const dayWrite = (
  TableName: string,
  key: Key,
  { flags, ...fields }: { readonly numbers: unknown; readonly flags: unknown },
) => fieldsWrite(TableName, key, flags === undefined ? fields : { ...fields, flags });

/**
 * Puts down a township's numbers of the day with what the run did, and in short among its county's days: two writes,
 * no read. Runs of a day stand in a list, so that a second run does not hide what the first one did; it is the last
 * thing to be written, so that a run is on record once its numbers are. Without `flags` those of the day stay as they
 * are.
 */
export async function putNumbers(
  { client, name }: TableClient,
  numbers: Numbers,
  part: AuditPart,
  flags?: FlagNumbers,
): Promise<void> {
  const { area, on } = numbers;
  const county = countyOf(area);
  if (county) {
    const inShort = { numbers: packNumbers(numbers), flags: flags && packFlags(flags) };
    await client.send(new UpdateCommand(dayWrite(name, countyNumbersKey(county, on, area), inShort)));
  }
  const day = dayWrite(name, numbersKey(area, on), { numbers, flags });
  await client.send(
    new UpdateCommand({
      ...day,
      UpdateExpression: `${day.UpdateExpression}, runs = list_append(if_not_exists(runs, :none), :part)`,
      ExpressionAttributeValues: { ...day.ExpressionAttributeValues, ':none': [], ':part': [part] },
    }),
  );
}

/** A township's day: its numbers, and the runs that looked at it, each once. */
export interface TownshipDay extends Day {
  readonly runs: readonly AuditPart[];
}

const Stored = {
  numbers: tolerant(Numbers),
  flags: tolerant(FlagNumbers),
  parts: tolerant(z.array(AuditPart)),
};

/**
 * The parts of one run as one. A retry whose reply was lost is the same part again; a message that came again, say
 * because a record had failed, looked at all of it anew, found due what was left, and may have changed more.
 */
const joinParts = (parts: readonly AuditPart[]): AuditPart[] => {
  const byRun = new Map<string, AuditPart>();
  for (const part of new Map(parts.map((one) => [`${one.run} ${one.at}`, one])).values()) {
    const { due = 0, changed = 0 } = byRun.get(part.run) ?? {};
    byRun.set(part.run, { ...part, due: Math.max(due, part.due), changed: changed + part.changed });
  }
  return [...byRun.values()];
};

/** A township's day as it is read back. */
const parseDay = ({ numbers, flags, runs }: Record<string, unknown>): TownshipDay => ({
  numbers: Stored.numbers.parse(numbers),
  ...(flags === undefined ? {} : { flags: Stored.flags.parse(flags) }),
  runs: joinParts(Stored.parts.parse(runs)),
});

/** The day of each of these townships that has one. */
export async function daysOfTownships(
  table: TableClient,
  townships: readonly AreaCode[],
  on: PlainDate,
): Promise<TownshipDay[]> {
  const items = await itemsOf(
    table,
    townships.map((area) => numbersKey(area, on)),
  );
  return items.map(parseDay);
}

/** A township's days from one to another, both included, oldest first. */
export async function daysOfTownship(
  table: TableClient,
  township: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<Day[]> {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
    ExpressionAttributeValues: { ':pk': numbersKey(township, from).pk, ':from': from, ':until': until },
  });
  return items.map(parseDay);
}

const countyDays = (county: AreaCode, from: PlainDate, until: PlainDate) => {
  const { first, last } = countyNumbersBetween(from, until);
  const { pk } = numbersKey(county, from);
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': pk, ':first': first, ':last': last },
  };
};

const parseCountyDay = ({ sk, numbers, flags }: Record<string, unknown>): Day => {
  const { on, township } = countyNumbersOf(String(sk));
  return unpackNumbers({ area: AreaCode.parse(township), on: PlainDate.parse(on) }, numbers, flags);
};

/** What each township of a county has for each day from one to another, both included, oldest first. */
export const daysOfCounty = async (
  table: TableClient,
  county: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<Day[]> => (await queryAll(table, countyDays(county, from, until))).map(parseCountyDay);

/** More than a county has townships: its last day is within the first page. */
const LAST_DAY = 100;

/** The same for the last day within these that has any, alone. */
export async function lastDayOfCounty(
  table: TableClient,
  county: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<Day[]> {
  const pages = queryPages(table, {
    ...countyDays(county, from, until),
    ScanIndexForward: false,
    Limit: LAST_DAY,
  });
  const parts: Day[] = [];
  for await (const items of pages) {
    for (const item of items) {
      const part = parseCountyDay(item);
      if (parts[0] && part.numbers.on !== parts[0].numbers.on) return parts.reverse();
      parts.push(part);
    }
  }
  return parts.reverse();
}
