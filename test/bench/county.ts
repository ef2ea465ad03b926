import { readFile } from 'node:fs/promises';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { writeDemo } from '../../infra/local/demo/index.ts';
import { runAudit } from '../../infra/local/jobs/audit.ts';
import type { Output } from '../../infra/local/jobs/output.ts';
import { onDay } from '../../shared/deps.ts';
import { AreaCode } from '../../shared/domain/areas/area.ts';
import { dateInShanghai, dateOf, dayOf, type PlainDate } from '../../shared/domain/calendar/dates.ts';
import { importSheet } from '../../shared/sheets/import.ts';
import { readSheet } from '../../shared/sheets/read.ts';
import { recordsOfTownship } from '../../shared/table/record/lists.ts';
import type { Summary } from '../../shared/table/record/summary.ts';
import type { TableClient } from '../../shared/table/store/client.ts';
import { AREAS, townships } from '../areas.ts';
import { isWrite } from '../calls.ts';
import { type BenchMachine, benchMachine } from './machine.ts';
import type { Part, Row } from './table.ts';

const COUNTY = AreaCode.parse('511722');

const SILENT: Output = {
  language: 'en',
  json: false,
  say: () => {},
  isOver: () => false,
  remark: () => {},
  progress: () => ({ at: () => {}, done: () => {} }),
};

/** Measures work: seconds, calls, read and write units, and writes by command. */
async function measure(machine: BenchMachine, work: () => Promise<unknown>) {
  machine.forget();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const sum = (writes: boolean) =>
    machine.calls.filter((call) => isWrite(call) === writes).reduce((total, { units }) => total + units, 0);
  const writes: Record<string, number> = {};
  for (const call of machine.calls.filter(isWrite)) writes[call.command] = (writes[call.command] ?? 0) + 1;
  return { seconds, calls: machine.calls.length, readUnits: sum(false), writeUnits: sum(true), writes };
}

/** Read units of a scan of the whole table: what an audit without an index would cost. */
async function scanTable({ client, name }: TableClient): Promise<number> {
  let units = 0;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new ScanCommand({
        TableName: name,
        ReturnConsumedCapacity: 'TOTAL',
        ...(start ? { ExclusiveStartKey: start } : {}),
      }),
    );
    units += page.ConsumedCapacity?.CapacityUnits ?? 0;
    start = page.LastEvaluatedKey;
  } while (start);
  return units;
}

async function summariesOfHouseholds(table: TableClient): Promise<Summary[]> {
  const found: Summary[] = [];
  for (const { code } of townships(COUNTY)) {
    for await (const page of recordsOfTownship(table, code)) {
      found.push(...page.filter(({ kind }) => kind === 'household'));
    }
  }
  return found;
}

/** A county of so many households: imports its sheets twice, and audits it with nothing due and on later days. */
async function measureCounty(households: number) {
  const machine = await benchMachine();
  const { deps } = machine;
  const today = dateInShanghai(deps.clock());
  // The next day: an audit within minutes of a change leaves the change to the next audit, too.
  const night = dateOf(dayOf(today) + 1);
  const audit = (on: PlainDate) =>
    measure(machine, () => runAudit(onDay(deps, night), { on, area: COUNTY, by: 'bench' }, SILENT));
  try {
    const files = await writeDemo(machine.folder, {
      areas: AREAS,
      county: COUNTY,
      households,
      seed: 1,
      today,
    });
    const load = async (kind: (typeof files)[number]['kind'], path: string) =>
      importSheet(deps, { kind: 'system', job: 'bench' }, await readSheet(kind, await readFile(path)), {
        dryRun: false,
        source: kind,
      });
    const loadAll = async () => {
      for (const { kind, path } of files) await load(kind, path);
    };
    const imported = await measure(machine, loadAll);
    const again = await measure(machine, loadAll);
    await audit(night);
    const nothingDue = await audit(night);
    const scan = await scanTable(deps.table);
    // The bar is for a night on which one household in a hundred is due.
    const changes = (await summariesOfHouseholds(deps.table))
      .flatMap(({ changesOn }) => changesOn ?? [])
      .sort();
    const oneInAHundred = changes[Math.round(households / 100) - 1] ?? night;
    let dueThen = 0;
    const hundredth = await measure(machine, async () => {
      const job = { on: oneInAHundred, area: COUNTY, by: 'bench' };
      dueThen = (await runAudit(onDay(deps, night), job, SILENT)).due;
    });
    let due = 0;
    const later = dateOf(dayOf(today) + 30);
    const monthLater = await measure(machine, async () => {
      due = (await runAudit(onDay(deps, night), { on: later, area: COUNTY, by: 'bench' }, SILENT)).due;
    });
    return {
      households,
      rows: files.reduce((sum, { rows }) => sum + rows, 0),
      imported,
      again,
      nothingDue,
      hundredth: { ...hundredth, due: dueThen },
      monthLater: { ...monthLater, due },
      scanUnits: scan,
      heapMB: Math.round(process.memoryUsage().heapUsed / 2 ** 20),
    };
  } finally {
    await machine.stop();
  }
}

type County = Awaited<ReturnType<typeof measureCounty>>;

/** Imports and audits of a small and of a large county: the cost of a household must not grow. */
export async function county(): Promise<Part> {
  const counties = [await measureCounty(1000), await measureCounty(10_000)];
  const line = (what: string, value: (one: County) => number, more: Partial<Row> = {}): Row => ({
    ...{ what, values: counties.map(value), ...more },
  });
  const each = (what: string, value: (one: County) => number): Row =>
    line(`${what} a household`, (one) => value(one) / one.households, { digits: 3 });
  return {
    title: 'a county',
    columns: counties.map(({ households }) => String(households)),
    rows: [
      each('import: ms', ({ imported }) => imported.seconds * 1000),
      each('import: read units', ({ imported }) => imported.readUnits),
      each('import: write units', ({ imported }) => imported.writeUnits),
      line('the same sheets again: write units', ({ again }) => again.writeUnits, { atMost: 0 }),
      each('audit, nothing due: ms', ({ nothingDue }) => nothingDue.seconds * 1000),
      each('audit, nothing due: read units', ({ nothingDue }) => nothingDue.readUnits),
      each('audit a month later: ms', ({ monthLater }) => monthLater.seconds * 1000),
      each('audit a month later: read units', ({ monthLater }) => monthLater.readUnits),
      each('audit a month later: write units', ({ monthLater }) => monthLater.writeUnits),
      line(
        'scan ÷ audit with one in a hundred due: read units',
        (one) => one.scanUnits / one.hundredth.readUnits,
        {
          atLeast: 20,
        },
      ),
      line('due a month later', ({ monthLater }) => monthLater.due, { digits: 0 }),
      line('heap after it all, MB', ({ heapMB }) => heapMB, { digits: 0 }),
    ],
    figures: counties,
  };
}
