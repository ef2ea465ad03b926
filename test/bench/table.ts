/** One line of the bench's table: figures in columns, and the bar that each of them is held to. */
export interface Row {
  readonly what: string;
  readonly values: readonly (number | string)[];
  /** Decimal places of numbers; 2 by default. */
  readonly digits?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** One part of the bench: its lines, and all that it measured, for the file of results. */
export interface Part {
  readonly title: string;
  readonly columns?: readonly string[];
  readonly rows: readonly Row[];
  readonly figures: unknown;
}

const print = (what: string, cells: readonly string[], bar = ''): void => {
  process.stdout.write(`${what.padEnd(58)}${cells.map((cell) => cell.padStart(12)).join('')}  ${bar}\n`);
};

const textOf = (value: number | string, digits: number): string =>
  typeof value === 'string' ? value : value.toFixed(digits);

function barOf({ values, atMost, atLeast }: Row): string {
  const isMissed = values.some(
    (value) =>
      typeof value === 'number' &&
      (value > (atMost ?? Number.POSITIVE_INFINITY) || value < (atLeast ?? Number.NEGATIVE_INFINITY)),
  );
  const bars = [
    ...(atMost === undefined ? [] : [`≤ ${atMost}`]),
    ...(atLeast === undefined ? [] : [`≥ ${atLeast}`]),
  ];
  return bars.join(' ') + (isMissed ? '  MISSED' : '');
}

export function printPart({ title, columns = [], rows }: Part): void {
  print(title, columns);
  for (const row of rows) {
    const { what, values, digits = 2 } = row;
    print(
      `  ${what}`,
      values.map((value) => textOf(value, digits)),
      barOf(row),
    );
  }
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
