import { SingleBar } from 'cli-progress';
import type { Language } from '../../../shared/text/render.ts';

/** The output of a job. With `--json` standard output has one object a line and nothing else. */
export interface Output {
  readonly language: Language;
  /** Whether a program reads the output, and therefore needs all of it. */
  readonly json: boolean;
  /** Prints a result: the object with `--json`, the sentence without. */
  readonly say: (object: object, sentence: () => string) => void;
  /** Whether the reader has closed the output (`| head`), so that the job can stop. */
  readonly isOver: () => boolean;
  /** Prints a remark on standard error; nothing with `--json`. */
  readonly remark: (sentence: string) => void;
  /** Shows a bar on a terminal, or a count if the total is unknown; nothing elsewhere. `done` removes it. */
  readonly progress: (
    what: string,
    total?: number,
  ) => { readonly at: (value: number) => void; readonly done: () => void };
}

const startBar = (what: string, total: number | undefined) => {
  const format = total === undefined ? `${what} {value}` : `${what} [{bar}] {value}/{total}`;
  const bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true });
  bar.start(total ?? Number.MAX_SAFE_INTEGER, 0);
  return {
    at: (value: number) => bar.update(value),
    done: () => bar.stop(),
  };
};

const closedStreams = new Set<NodeJS.WriteStream>();

// A reader that closes the pipe (EPIPE) is no error; further output is dropped.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closedStreams.add(stream);
  });
}

const NO_BAR = { at: () => {}, done: () => {} };

/** Builds the output of a terminal: results on standard output, remarks and bars on standard error. */
export const terminalOutput = (json: boolean, language: Language): Output => ({
  language,
  json,
  say: (object, sentence) => {
    process.stdout.write(`${json ? JSON.stringify(object) : sentence()}\n`);
  },
  isOver: () => closedStreams.has(process.stdout),
  remark: (sentence) => {
    if (!json) process.stderr.write(`${sentence}\n`);
  },
  progress: (what, total) => (process.stderr.isTTY && !json && total !== 0 ? startBar(what, total) : NO_BAR),
});
