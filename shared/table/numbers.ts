import { BatchGetCommand, type BatchGetCommandOutput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AreaCode } from '../areas/area.ts';
import type { PlainDate } from '../dates.ts';
import type { Outcome, RuleId } from '../records/evaluated.ts';
import { AuditPart, NO_TALLY, Numbers } from '../records/numbers.ts';
import type { TableClient } from './client.ts';
import { numbersKey } from './keys.ts';
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
 * list, so that a second run does not hide what the first one did; a retry whose reply was lost is told by its name.
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

/** A township's day as it is read back. */
const dayFrom = (item: Record<string, unknown>): TownshipDay => ({
  numbers: Numbers.parse(item.numbers),
  runs: [...new Map(Parts.parse(item.runs).map((part) => [part.run, part])).values()],
});

/** Keys that one BatchGet takes. */
const BATCH = 100;

/** The day of each of these townships that has one. */
export const daysOfTownships = async (
  { client, name }: TableClient,
  townships: readonly AreaCode[],
  on: PlainDate,
): Promise<TownshipDay[]> => {
  const days: TownshipDay[] = [];
  for (let i = 0; i < townships.length; i += BATCH) {
    let keys: Record<string, unknown>[] | undefined = townships
      .slice(i, i + BATCH)
      .map((area) => numbersKey(area, on));
    while (keys && keys.length > 0) {
      const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await client.send(
        new BatchGetCommand({ RequestItems: { [name]: { Keys: keys } } }),
      );
      days.push(...(Responses?.[name] ?? []).map(dayFrom));
      keys = UnprocessedKeys?.[name]?.Keys;
    }
  }
  return days;
};
