import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { makeDigests } from '../../functions/alerts/run.ts';
import { News } from '../../shared/domain/alerts/news.ts';
import { AreaCode } from '../../shared/domain/areas/area.ts';
import { dateOf, dayOf, plainDate } from '../../shared/domain/calendar/dates.ts';
import { Flag } from '../../shared/domain/ledger/flag.ts';
import { RULES } from '../../shared/domain/rules/registry.ts';
import { newsItem } from '../../shared/table/outbox/news.ts';
import { townships } from '../areas.ts';
import { familyId } from '../families.ts';
import { flagItem } from '../shared/table/raw.ts';
import { benchMachine } from './machine.ts';
import type { Part } from './table.ts';

/** The households of Dazhou, a prefecture: a third of them have a live flag. The morning follows a busy day. */
const HOUSEHOLDS = 48_837;
const NEWS = 5_000;
const BATCH = 25;

const today = plainDate('2026-06-15');

const flagOf = (n: number, area: AreaCode): Flag =>
  Flag.parse({
    subject: familyId(n),
    rule: RULES[1 + (n % 8)],
    area,
    ...{ kind: 'gap', state: 'open', outcome: 'gap', since: '2026-01-01' },
    openedOn: dateOf(dayOf(today) - (n % 90)),
    dueOn: dateOf(dayOf(today) + 30 - (n % 90)),
    ...{ source: 'system', level: 'township', reopened: 0, evidence: [], history: [] },
  });

const newsOf = (n: number, area: AreaCode): News =>
  News.parse({
    id: `20260615040000000.${familyId(n)}.7`,
    ...{ area, subject: { kind: 'household', id: familyId(n) }, at: '2026-06-15T04:00:00.000Z' },
    items: [{ kind: 'opened', rule: 'R3', dueOn: '2026-07-15' }],
  });

/** The morning's digests of a whole prefecture in one process, as the function makes them. */
export async function digest(): Promise<Part> {
  const machine = await benchMachine();
  try {
    const { deps, calls, forget } = machine;
    const all = townships();
    const areaOf = (n: number): AreaCode => all[n % all.length]?.code ?? AreaCode.parse('511722107');
    const flags = Array.from({ length: Math.floor(HOUSEHOLDS / 3) }, (_, i) => i + 1);
    const items = [
      ...flags.map((n) => flagItem(flagOf(n, areaOf(n)), { kind: 'household', id: familyId(n) })),
      ...flags.slice(0, NEWS).map((n) => newsItem(newsOf(n, areaOf(n))) ?? {}),
    ];
    for (let i = 0; i < items.length; i += BATCH) {
      const puts = items.slice(i, i + BATCH).map((Item) => ({ PutRequest: { Item } }));
      await deps.table.client.send(new BatchWriteCommand({ RequestItems: { [deps.table.name]: puts } }));
    }
    forget();
    globalThis.gc?.();
    const before = process.memoryUsage().heapUsed;
    let peak = before;
    const watching = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().heapUsed);
    }, 20);
    const from = performance.now();
    const run = await makeDigests(
      { ...deps, clock: () => Date.parse('2026-06-15T08:00:00+08:00') },
      { by: 'bench' },
    );
    const seconds = (performance.now() - from) / 1000;
    clearInterval(watching);
    const units = (test: RegExp) =>
      calls.filter(({ command }) => test.test(command)).reduce((sum, call) => sum + call.units, 0);
    const readUnits = units(/^(Query|Get|BatchGet)/);
    const writeUnits = units(/^(Put|Update|Transact)/);
    const heapMB = (peak - before) / 2 ** 20;
    return {
      title: 'digests of a prefecture in one process',
      rows: [
        { what: 'live flags; news since yesterday', values: [flags.length, NEWS], digits: 0 },
        { what: 'seconds', values: [seconds], digits: 1, atMost: 600 },
        { what: 'growth of the heap, MB', values: [heapMB], digits: 0, atMost: 1024 },
        { what: 'read units; write units', values: [readUnits, writeUnits], digits: 0 },
      ],
      figures: {
        flags: flags.length,
        news: NEWS,
        alerts: run.changed,
        seconds,
        readUnits,
        writeUnits,
        heapMB,
      },
    };
  } finally {
    await machine.stop();
  }
}
