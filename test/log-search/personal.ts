/** What a log must not have: whoever reads it is not somebody who works with the families. */
const PERSONAL = {
  // From the date of birth on a number is somebody's; 511799 is the area of all numbers of the tests.
  'an ID number': /511799\d{8}/,
  'a phone': /(?<![0-9A-Za-z])(?:1(?:00|[3-9]\d)\d{8}|0\d{2,3}-\d{7,8})(?![0-9A-Za-z])/,
  'the name of a test’s person': /成员\s*\d+|户主\d+|改名\d+/,
} as const;

/** Events are codes, ids and counts: Chinese text in one is somebody's name, or a sentence that could have one. */
const HAN = /\p{Script=Han}/u;
/** Han signs escaped, as a program would that sends nothing but ASCII. */
const ESCAPED = /\\u([4-9][0-9a-f]{3})/gi;

const unescaped = (line: string): string =>
  line.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const isEvent = (line: string): boolean => /^\{.*"event":/.test(line);

/** What is personal in a line of a log; nothing where all is well. */
const personalIn = (line: string): string[] => {
  const text = unescaped(line);
  const found = Object.entries(PERSONAL).flatMap(([what, form]) => (form.test(text) ? [what] : []));
  return isEvent(line) && HAN.test(text) ? [...found, 'Chinese text in an event'] : found;
};

export interface Found {
  readonly lines: number;
  /** Line and what is wrong with it. */
  readonly personal: readonly string[];
}

/** Searches the logs of a run, line by line. */
export const searched = (logs: readonly string[]): Found => {
  const lines = logs.flatMap((log) => log.split('\n')).filter((line) => line !== '');
  return {
    lines: lines.length,
    personal: lines.flatMap((line) => personalIn(line).map((what) => `${what}: ${line.slice(0, 400)}`)),
  };
};
