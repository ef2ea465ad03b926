/** Writes one line of the log: an event's name, ids, counts; never a name, an ID number or a phone. */
export type Log = (event: string, fields?: Readonly<Record<string, unknown>>) => void;

/** Writes the event as one line of JSON to standard error. */
export const logLine: Log = (event, fields = {}) => {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
};
