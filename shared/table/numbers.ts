import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AreaCode } from '../areas/area.ts';
import type { PlainDate } from '../dates.ts';
import type { Outcome, RuleId } from '../records/evaluated.ts';
import { AuditPart, NO_TALLY, Numbers } from '../records/numbers.ts';
import type { TableClient } from './client.ts';
import { numbersKey } from './keys.ts';
import { itemsOf } from './read.ts';
import { outcomesOf, type Summary } from './summary.ts';

/** Counts summaries, one at a time, into the numbers of a township; a dissolved household counts no more. */
export const numbersTally = (area: AreaCode, on: PlainDate) => {
  const rules: Partial<Record<RuleId, Record<Outcome, number>>> = {};
  const counts = { households: 0, people: 0, sites: 0 };
  return {
    add(summary: Summary): void {
      if (summary.kind === 'household') {
        if (summary.dissolved && summary.dissolved <= on) return;
        counts.households++;
        counts.people += summary.people;
      } else {
        counts.sites++;
      }
      for (const [rule, letters] of Object.entries(summary.outcomes) as [RuleId, string][]) {
        rules[rule] ??= { ...NO_TALLY };
        for (const outcome of outcomesOf(letters)) rules[rule][outcome]++;
      }
    },
    numbers: (): Numbers => ({ area, on, ...counts, rules }),
  };
};

/**
 * Puts down a township's numbers of the day with what the run did: one write, no read. Runs of a day stand in a
 * list, so that a second run does not hide what the first one did.
 */
export const putNumbers = async (
  { client, name }: TableClient,
  numbers: Numbers,
  part: AuditPart,
): Promise<void> => {
  await client.send(
    new UpdateCommand({
      TableName: name,
      Key: numbersKey(numbers.area, numbers.on),
      UpdateExpression: 'SET numbers = :numbers, runs = list_append(if_not_exists(runs, :none), :part)',
      ExpressionAttributeValues: { ':numbers': numbers, ':none': [], ':part': [part] },
    }),
  );
};

/** A township's day: its numbers, and the runs that looked at it, each once. */
export interface TownshipDay {
  readonly numbers: Numbers;
  readonly runs: readonly AuditPart[];
}

const Parts = z.array(AuditPart);

/**
 * The parts of one run as one. A retry whose reply was lost is the same part again; a message that came again, say
 * because a record had failed, looked at all of it anew, found due what was left, and may have changed more.
 */
const joined = (parts: readonly AuditPart[]): AuditPart[] => {
  const byRun = new Map<string, AuditPart>();
  for (const part of new Map(parts.map((one) => [`${one.run} ${one.at}`, one])).values()) {
    const { due = 0, changed = 0 } = byRun.get(part.run) ?? {};
    byRun.set(part.run, { ...part, due: Math.max(due, part.due), changed: changed + part.changed });
  }
  return [...byRun.values()];
};

/** A township's day as it is read back. */
const dayFrom = (item: Record<string, unknown>): TownshipDay => ({
  numbers: Numbers.parse(item.numbers),
  runs: joined(Parts.parse(item.runs)),
});

/** The day of each of these townships that has one. */
export const daysOfTownships = async (
  table: TableClient,
  townships: readonly AreaCode[],
  on: PlainDate,
): Promise<TownshipDay[]> => {
  const items = await itemsOf(
    table,
    townships.map((area) => numbersKey(area, on)),
  );
  return items.map(dayFrom);
};
