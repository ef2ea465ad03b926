import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { auditTownship } from '../../functions/audit/township.ts';
import { writeDemo } from '../../infra/local/demo/index.ts';
import { type Deps, onDay } from '../../shared/deps.ts';
import { AreaCode } from '../../shared/domain/areas/area.ts';
import { dateInShanghai, dateOf, dayOf, type PlainDate } from '../../shared/domain/calendar/dates.ts';
import type { Household } from '../../shared/domain/records/household.ts';
import { HouseholdId } from '../../shared/domain/records/ids.ts';
import { importSheet } from '../../shared/sheets/import.ts';
import { readSheet } from '../../shared/sheets/read.ts';
import { parseRecord } from '../../shared/table/record/stored-record.ts';
import { AREAS, townships } from '../areas.ts';
import { everything, recordItem } from '../shared/table/raw.ts';
import { type BenchMachine, benchMachine } from './machine.ts';
import { sendRaw, takenDown } from './raw-work.ts';

/** Households of a township; so many townships are audited as it takes, so that only their number grows. */
const OF_TOWNSHIP = 264;
const BATCH = 25;
/** Households that stand for all: imported once, then put down again and again under ids of their own. */
const PATTERNS = 264;

export interface Grown {
  readonly households: number;
  readonly due: number;
  readonly seconds: number;
  /** What the same queries and writes took the SDK alone, on the same households once more. */
  readonly rawSeconds: number;
  readonly readUnits: number;
  /** Reads: pages of the index, and all others. Of those one for each household that is due. */
  readonly pages: number;
  readonly others: number;
  /** The most that was alive on the heap while it ran, over what was before. */
  readonly aliveMB: number;
}

const patternsIn = async (machine: BenchMachine, today: PlainDate): Promise<Household[]> => {
  const { deps, folder } = machine;
  const files = await writeDemo(folder, {
    areas: AREAS,
    county: AreaCode.parse('511722'),
    households: PATTERNS,
    seed: 1,
    today,
  });
  for (const { kind, path } of files) {
    const sheet = await readSheet(kind, await readFile(path));
    await importSheet(deps, { kind: 'system', job: 'bench' }, sheet, { dryRun: false, source: kind });
  }
  const records = (await everything(deps.table)).filter(({ sk }) => sk === 'RECORD');
  return records.flatMap(({ record }) => {
    const one = parseRecord(record);
    return one.kind === 'household' ? [one] : [];
  });
};

const collect = (): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
};

/** The audit of more and more households on a day on which one in a hundred of them is due, and of the night after. */
export const benchGrowth = async (sizes: readonly number[]): Promise<Grown[]> => {
  const source = await benchMachine();
  const machine = await benchMachine();
  const twin = await benchMachine();
  const { calls, forget } = machine;
  const gc = collect();
  try {
    const today = dateInShanghai(machine.deps.clock());
    const patterns = await patternsIn(source, today);
    const changes = patterns.flatMap(({ evaluated }) => evaluated?.changesOn ?? []).sort();
    const on = changes[Math.round(patterns.length / 100) - 1] ?? dateOf(dayOf(today) + 1);
    const all = townships().map(({ code }) => code);
    const areaOf = (n: number): AreaCode => all[Math.floor(n / OF_TOWNSHIP)] as AreaCode;
    const put = async (from: number, until: number): Promise<void> => {
      for (let n = from; n < until; n += BATCH) {
        const puts = Array.from({ length: Math.min(BATCH, until - n) }, (_, i) => {
          const pattern = patterns[(n + i) % patterns.length] as Household;
          const id = HouseholdId.parse(`0H${String(n + i).padStart(24, '0')}`);
          return { PutRequest: { Item: recordItem({ ...pattern, id, area: areaOf(n + i), linkages: [] }) } };
        });
        for (const { table } of [machine.deps, twin.deps]) {
          await table.client.send(new BatchWriteCommand({ RequestItems: { [table.name]: puts } }));
        }
      }
    };
    const audit = async (deps: Deps, households: number, day: PlainDate): Promise<number> => {
      let due = 0;
      for (const township of all.slice(0, Math.ceil(households / OF_TOWNSHIP))) {
        due += (await auditTownship(onDay(deps, day), { run: 'bench', on: day, township })).due;
      }
      return due;
    };
    const grown: Grown[] = [];
    let there = 0;
    for (const households of sizes) {
      await put(there, households);
      there = households;
      forget();
      const { deps, commands } = takenDown(machine.deps);
      const from = performance.now();
      const due = await audit(deps, households, on);
      const seconds = (performance.now() - from) / 1000;
      const reads = calls.filter(({ command }) => /^(Query|Get|BatchGet)/.test(command));
      const pages = reads.filter(({ index }) => index === 'byArea').length;
      const readUnits = reads.reduce((sum, { units }) => sum + units, 0);
      const rawFrom = performance.now();
      await sendRaw(twin.endpoint, commands);
      const rawSeconds = (performance.now() - rawFrom) / 1000;
      commands.length = 0;
      const after = dateOf(dayOf(on) + 1);
      await audit(twin.deps, households, after);
      forget();
      gc();
      const before = process.memoryUsage().heapUsed;
      let most = before;
      const watching = setInterval(() => {
        forget();
        gc();
        most = Math.max(most, process.memoryUsage().heapUsed);
      }, 50);
      await audit(machine.deps, households, after);
      clearInterval(watching);
      grown.push({
        ...{ households, due, seconds, rawSeconds, readUnits, pages },
        others: reads.length - pages,
        aliveMB: (most - before) / 2 ** 20,
      });
    }
    return grown;
  } finally {
    await machine.stop();
    await twin.stop();
    await source.stop();
  }
};
