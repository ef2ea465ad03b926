import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { ProcessId } from './process.ts';

/** `engine.json` in a data folder: its engine, and the processes that use it. */
export const EngineRecord = z.strictObject({
  engine: ProcessId,
  port: z.int().positive(),
  users: z.array(ProcessId),
});
export type EngineRecord = z.infer<typeof EngineRecord>;

const path = (dataDir: string) => `${dataDir}/engine.json`;

/** Reads the record; undefined if there is none or it cannot be parsed. */
export async function readEngineRecord(dataDir: string): Promise<EngineRecord | undefined> {
  try {
    return EngineRecord.parse(JSON.parse(await readFile(path(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

export async function writeEngineRecord(dataDir: string, record: EngineRecord): Promise<void> {
  await writeFile(`${path(dataDir)}.new`, `${JSON.stringify(record)}\n`);
  await rename(`${path(dataDir)}.new`, path(dataDir));
}

export const removeEngineRecord = (dataDir: string): Promise<void> => rm(path(dataDir), { force: true });
