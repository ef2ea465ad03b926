import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Names the folder in which a test run's logs are collected; set by `test/log-search.ts`. */
export const LOG_FOLDER = 'HOUFU_TEST_LOGS';

let file: number | undefined;

const opened = (folder: string): number => {
  const name = `${process.pid}-${crypto.randomUUID()}.log`;
  file = openSync(join(folder, name), 'a');
  process.once('exit', () => file !== undefined && closeSync(file));
  return file;
};

/** Puts text that somebody's log would have aside, to be searched after the run; outside of a run it does nothing. */
export const keepLog = (text: string): void => {
  const folder = process.env[LOG_FOLDER];
  if (!folder || text === '') return;
  writeSync(file ?? opened(folder), text.endsWith('\n') ? text : `${text}\n`);
};

/** Of a job's standard output, which may show names to whoever runs it, the lines that are a log's. */
export const eventsIn = (out: string): string =>
  out
    .split('\n')
    .filter((line) => /^\{.*"event":/.test(line))
    .join('\n');
