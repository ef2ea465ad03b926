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
  type Key,
  numbersKey,
  parseCountyNumbersSort,
} from '../store/keys.ts';
import { itemsOf, queryAll, queryPages } from '../store/read.ts';
import { fieldsWrite } from '../store/write-fields.ts';
import { packFlags, packNumbers, unpackNumbers } from './packed-numbers.ts';

/** Builds the write of the numbers of a day; without `flags` the stored ones stay. */
const dayWrite = (
  TableName: string,
  key: Key,
  { flags, ...fields }: { readonly numbers: unknown; readonly flags: unknown },
) => fieldsWrite(TableName, key, flags === undefined ? fields : { ...fields, flags });

/**
 * Stores a township's numbers of a day with the result of the run, and packed in its county's partition: two writes, no
 * read. Runs of a day are appended to a list, so that a second run keeps the first one's result. The list is written last:
 * a recorded run has its numbers stored. Without `flags` the stored ones stay.
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
    const packed = { numbers: packNumbers(numbers), flags: flags && packFlags(flags) };
    await client.send(new UpdateCommand(dayWrite(name, countyNumbersKey(county, on, area), packed)));
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

/** A township's numbers of a day, with the results of the runs, one for each run. */
export interface TownshipDay extends Day {
  readonly runs: readonly AuditPart[];
}

const Stored = {
  numbers: tolerant(Numbers),
  flags: tolerant(FlagNumbers),
  parts: tolerant(z.array(AuditPart)),
};

/**
 * Joins the parts of each run. A retry after a lost reply is the same part again. A repeated message, for example after a
 * record failed, evaluates what is still due and can change more.
 */
const joinParts = (parts: readonly AuditPart[]): AuditPart[] => {
  const byRun = new Map<string, AuditPart>();
  for (const part of new Map(parts.map((one) => [`${one.run} ${one.at}`, one])).values()) {
    const { due = 0, changed = 0 } = byRun.get(part.run) ?? {};
    byRun.set(part.run, { ...part, due: Math.max(due, part.due), changed: changed + part.changed });
  }
  return [...byRun.values()];
};

const parseDay = ({ numbers, flags, runs }: Record<string, unknown>): TownshipDay => ({
  numbers: Stored.numbers.parse(numbers),
  ...(flags === undefined ? {} : { flags: Stored.flags.parse(flags) }),
  runs: joinParts(Stored.parts.parse(runs)),
});

/** Reads the numbers of townships on a day; a township without numbers is absent. */
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

/** Reads a township's days from `from` to `until`, both included, oldest first. */
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

const countyDaysQuery = (county: AreaCode, from: PlainDate, until: PlainDate) => {
  const { first, last } = countyNumbersBetween(from, until);
  const { pk } = numbersKey(county, from);
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': pk, ':first': first, ':last': last },
  };
};

const parseCountyDay = ({ sk, numbers, flags }: Record<string, unknown>): Day => {
  const { on, township } = parseCountyNumbersSort(String(sk));
  return unpackNumbers({ area: AreaCode.parse(township), on: PlainDate.parse(on) }, numbers, flags);
};

/** Reads the days of each township of a county from `from` to `until`, both included, oldest first. */
export const daysOfCounty = async (
  table: TableClient,
  county: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<Day[]> => (await queryAll(table, countyDaysQuery(county, from, until))).map(parseCountyDay);

/** More than the townships of a county, so that one page contains the last day. */
const LAST_DAY_PAGE = 100;

/** Reads the same for the last day with numbers only. */
export async function lastDayOfCounty(
  table: TableClient,
  county: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<Day[]> {
  const pages = queryPages(table, {
    ...countyDaysQuery(county, from, until),
    ScanIndexForward: false,
    Limit: LAST_DAY_PAGE,
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
