import { SingleBar } from 'cli-progress';
import type { Language } from '../../../shared/text/render.ts';

/** Where a job says what it does. With `--json` standard output holds one object a line and nothing else. */
export interface Output {
  readonly language: Language;
  /** Whether a program reads it, which wants to be told of everything. */
  readonly json: boolean;
  /** A result: the object with `--json`, the sentence without. */
  readonly say: (object: object, sentence: () => string) => void;
  /** Whether whoever read the results has gone (`| head`), so that work that is for them alone can end. */
  readonly isOver: () => boolean;
  /** A remark for people alone. */
  readonly remark: (sentence: string) => void;
  /** A bar on a terminal, a count where nobody knows the total; nothing elsewhere. `done` takes it away. */
  readonly progress: (
    what: string,
    total?: number,
  ) => { readonly at: (value: number) => void; readonly done: () => void };
}

const startBar = (what: string, total: number | undefined) => {
  const format = total === undefined ? `${what} {value}` : `${what} [{bar}] {value}/{total}`;
  const shown = new SingleBar({ format, clearOnComplete: true, hideCursor: true });
  shown.start(total ?? Number.MAX_SAFE_INTEGER, 0);
  return {
    at: (value: number) => shown.update(value),
    done: () => shown.stop(),
  };
};

const closedStreams = new Set<NodeJS.WriteStream>();

// Whoever reads may have seen enough: what comes after that is lost, and it is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closedStreams.add(stream);
  });
}

const NO_BAR = { at: () => {}, done: () => {} };

/** Output to the terminal: results on standard output, remarks and bars on standard error. */
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
