import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { engineBinary } from '../../infra/local/engine/binary.ts';
import { endEngine, launchEngine } from '../../infra/local/engine/launch.ts';
import type { Deps } from '../../shared/deps.ts';
import { chineseCalendar } from '../../shared/domain/calendar/chinese-calendar.ts';
import { createPolicies } from '../../shared/queries/policies.ts';
import { keysOf } from '../../shared/secrets/keys.ts';
import { tableClient } from '../../shared/table/store/client.ts';
import { createTable } from '../../shared/table/store/create.ts';
import { AREAS } from '../areas.ts';
import { type Call, recordCalls } from '../calls.ts';

export interface BenchMachine {
  readonly deps: Deps;
  /** The calls since the last `forget`. */
  readonly calls: readonly Call[];
  readonly forget: () => void;
  readonly folder: string;
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** Starts an engine that writes to disk, with an empty table, and records every call. */
export async function benchMachine(): Promise<BenchMachine> {
  const folder = await mkdtemp(join(tmpdir(), 'houfu-bench-'));
  const engine = await launchEngine({ binary: engineBinary(import.meta.url), dataDir: folder });
  const endpoint = `http://127.0.0.1:${engine.port}`;
  const table = tableClient('bench', endpoint);
  await createTable(table);
  const calls = recordCalls(table.client);
  const clock = () => Date.now();
  const keys = keysOf([new Uint8Array(32).fill(7)]);
  return {
    deps: {
      table,
      areas: AREAS,
      clock,
      newId: () => ulid(),
      random: Math.random,
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      policies: createPolicies(table, chineseCalendar, clock),
      keys: async () => keys,
      log: (event, fields) => process.stderr.write(`${event} ${JSON.stringify(fields)}\n`),
    },
    calls,
    forget: () => {
      calls.length = 0;
    },
    folder,
    endpoint,
    stop: async () => {
      table.client.destroy();
      await endEngine(engine);
      await rm(folder, { recursive: true });
    },
  };
}
