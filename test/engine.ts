import { afterAll } from 'vitest';
import { engineBinary } from '../infra/local/engine/binary.ts';
import { type Engine, endEngine, launchEngine } from '../infra/local/engine/launch.ts';
import { type OpenTable, tableClient } from '../shared/table/store/client.ts';
import { createTable } from '../shared/table/store/create.ts';

let engine: Promise<Engine> | undefined;
const tables: OpenTable[] = [];

/** The endpoint of this test file's engine, which keeps everything in memory; DYNAMODB_ENDPOINT stands for it. */
export const testEndpoint = async (): Promise<string> => {
  if (process.env.DYNAMODB_ENDPOINT) return process.env.DYNAMODB_ENDPOINT;
  engine ??= launchEngine({ binary: engineBinary(import.meta.url) });
  return `http://127.0.0.1:${(await engine).port}`;
};

/** A loaded machine is not a table that does not answer. */
const PATIENT = { connectionTimeout: 60_000, requestTimeout: 120_000 };

/** A new, empty table. Engine and client are closed after the file's tests. */
export const testTable = async (): Promise<OpenTable> => {
  const table = tableClient(`houfu-${crypto.randomUUID()}`, await testEndpoint(), PATIENT);
  tables.push(table);
  await createTable(table);
  return table;
};

afterAll(async () => {
  for (const { client } of tables) client.destroy();
  if (engine) await endEngine(await engine);
});
