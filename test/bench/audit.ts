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
import { recordCommands, sendByStockClient } from './raw-work.ts';
import type { Part, Row } from './table.ts';

/** Households of a township: a larger county has more townships, not larger ones. */
const OF_TOWNSHIP = 264;
const BATCH = 25;
/** Households that are imported once, then written again and again under other ids. */
const PATTERNS = 264;

interface Audited {
  readonly households: number;
  readonly townships: number;
  readonly due: number;
  readonly seconds: number;
  /** Seconds of the same queries and writes by the stock SDK, on a copy of the households. */
  readonly rawSeconds: number;
  readonly readUnits: number;
  /** Reads: pages of the index, and all others. */
  readonly pages: number;
  readonly others: number;
  /** Growth of the live heap while it runs. */
  readonly aliveMB: number;
}

async function importPatterns(machine: BenchMachine, today: PlainDate): Promise<Household[]> {
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
}

function exposedGc(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Audits more and more households on a day on which one in a hundred is due, and on the day after. */
async function auditSizes(sizes: readonly number[]): Promise<Audited[]> {
  const source = await benchMachine();
  const machine = await benchMachine();
  const twin = await benchMachine();
  const { calls, forget } = machine;
  const gc = exposedGc();
  try {
    const today = dateInShanghai(machine.deps.clock());
    const patterns = await importPatterns(source, today);
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
    const audited: Audited[] = [];
    let written = 0;
    for (const households of sizes) {
      process.stderr.write(`audit: ${households} households\n`);
      await put(written, households);
      written = households;
      forget();
      const { deps, commands } = recordCommands(machine.deps);
      const from = performance.now();
      const due = await audit(deps, households, on);
      const seconds = (performance.now() - from) / 1000;
      const reads = calls.filter(({ command }) => /^(Query|Get|BatchGet)/.test(command));
      const pages = reads.filter(({ index }) => index === 'byArea').length;
      const readUnits = reads.reduce((sum, { units }) => sum + units, 0);
      const rawFrom = performance.now();
      await sendByStockClient(twin.endpoint, commands);
      const rawSeconds = (performance.now() - rawFrom) / 1000;
      commands.length = 0;
      const after = dateOf(dayOf(on) + 1);
      await audit(twin.deps, households, after);
      forget();
      gc();
      const before = process.memoryUsage().heapUsed;
      let peak = before;
      const watching = setInterval(() => {
        forget();
        gc();
        peak = Math.max(peak, process.memoryUsage().heapUsed);
      }, 50);
      await audit(machine.deps, households, after);
      clearInterval(watching);
      audited.push({
        ...{
          households,
          townships: Math.ceil(households / OF_TOWNSHIP),
          due,
          seconds,
          rawSeconds,
          readUnits,
          pages,
        },
        others: reads.length - pages,
        aliveMB: (peak - before) / 2 ** 20,
      });
    }
    return audited;
  } finally {
    await machine.stop();
    await twin.stop();
    await source.stop();
  }
}

/** The audit of a small county and of a large one. */
export const audit = (): Promise<Part> => auditPart([1000, 10_000]);

/** The same up to the size of Dazhou. */
export const growth = (): Promise<Part> => auditPart([1000, 10_000, 48_837]);

/** The reads of an audit, and its time by the same calls of the stock SDK. */
async function auditPart(sizes: readonly number[]): Promise<Part> {
  const audited = await auditSizes(sizes);
  const line = (what: string, value: (one: Audited) => number, more: Partial<Row> = {}): Row => ({
    ...{ what, values: audited.map(value), ...more },
  });
  return {
    title: 'audit, one household in a hundred due',
    columns: audited.map(({ households }) => String(households)),
    rows: [
      line('households due', ({ due }) => due, { digits: 0 }),
      line('reads: pages of the index', ({ pages }) => pages, { digits: 0 }),
      // One: the settings of the county.
      line('other reads − households due − townships', (one) => one.others - one.due - one.townships, {
        ...{ digits: 0, atMost: 1 },
      }),
      line('read units a household', (one) => one.readUnits / one.households, { digits: 3 }),
      line('ms a household', (one) => (one.seconds * 1000) / one.households, { digits: 3 }),
      line('seconds ÷ the same calls by the stock SDK', (one) => one.seconds / one.rawSeconds, {
        atMost: 1.5,
      }),
      line('growth of the live heap, MB', ({ aliveMB }) => aliveMB, { digits: 1 }),
    ],
    figures: audited,
  };
}
