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

const COUNTY = AreaCode.parse('511722');

const SILENT: Output = {
  language: 'en',
  json: false,
  say: () => {},
  isOver: () => false,
  remark: () => {},
  progress: () => ({ at: () => {}, done: () => {} }),
};

/** What a piece of work took: seconds on the clock, read and write units, writes by command. */
const measured = async (machine: BenchMachine, work: () => Promise<unknown>) => {
  machine.forget();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const sum = (writes: boolean) =>
    machine.calls.filter((call) => isWrite(call) === writes).reduce((total, { units }) => total + units, 0);
  const writes: Record<string, number> = {};
  for (const call of machine.calls.filter(isWrite)) writes[call.command] = (writes[call.command] ?? 0) + 1;
  return { seconds, calls: machine.calls.length, readUnits: sum(false), writeUnits: sum(true), writes };
};

/** Read units of going through the whole table once, as an audit without an index would have to. */
const scanUnits = async ({ client, name }: TableClient): Promise<number> => {
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
};

const householdsOf = async (table: TableClient): Promise<Summary[]> => {
  const found: Summary[] = [];
  for (const { code } of townships(COUNTY)) {
    for await (const page of recordsOfTownship(table, code)) {
      found.push(...page.filter(({ kind }) => kind === 'household'));
    }
  }
  return found;
};

/** A county of so many households: its sheets imported, imported again, and audited with nothing due and on a later day. */
export const benchCounty = async (households: number) => {
  const machine = await benchMachine();
  const { deps } = machine;
  const today = dateInShanghai(deps.clock());
  // The nights that follow: what was written a moment before an audit is looked at by two.
  const night = dateOf(dayOf(today) + 1);
  const audit = (on: PlainDate) =>
    measured(machine, () => runAudit(onDay(deps, night), { on, area: COUNTY, by: 'bench' }, SILENT));
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
    const imported = await measured(machine, loadAll);
    const again = await measured(machine, loadAll);
    await audit(night);
    const nothingDue = await audit(night);
    const scan = await scanUnits(deps.table);
    // The bar is for a night on which one household in a hundred is due.
    const changes = (await householdsOf(deps.table)).flatMap(({ changesOn }) => changesOn ?? []).sort();
    const oneInAHundred = changes[Math.round(households / 100) - 1] ?? night;
    let dueThen = 0;
    const hundredth = await measured(machine, async () => {
      const job = { on: oneInAHundred, area: COUNTY, by: 'bench' };
      dueThen = (await runAudit(onDay(deps, night), job, SILENT)).due;
    });
    let due = 0;
    const later = dateOf(dayOf(today) + 30);
    const monthLater = await measured(machine, async () => {
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
};

export type County = Awaited<ReturnType<typeof benchCounty>>;
