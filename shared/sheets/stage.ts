import { requirePlace } from '../domain/access/require-area.ts';
import { applySteps } from '../domain/commands/apply.ts';
import type { CommandContext } from '../domain/commands/command.ts';
import type { Step } from '../domain/commands/index.ts';
import { type Change, changesBetween } from '../domain/records/change.ts';
import type { Household } from '../domain/records/household.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { Site } from '../domain/records/site.ts';
import { columnsOf } from './columns/index.ts';
import type { SheetKind } from './kinds.ts';
import type { Problem, Row } from './row.ts';
import type { KindSteps, Referents } from './steps/kind-steps.ts';

type AnyRecord = Household | Site;

export type RowStatus = 'created' | 'changed' | 'unchanged' | 'refused';

/** The effect of a row. */
export interface StagedRow {
  readonly row: number;
  /** The cells' texts, for the sheet of refused rows. */
  readonly cells: Readonly<Record<string, string>>;
  readonly status: RowStatus;
  /** Field by field, from → to. */
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  /** Assumptions made in reading it. */
  readonly notes: readonly Problem[];
}

/** All rows of one record, and the steps that they amount to. */
export interface StagedGroup {
  readonly rows: readonly StagedRow[];
  readonly steps: readonly Step[];
  readonly after: AnyRecord | undefined;
}

const headingOf = (kind: SheetKind, field: string): string | undefined =>
  columnsOf(kind).find((column) => column.field === field)?.heading;

/** Converts a refusal to a problem of a row, with the column and the value that it is about. */
export function toProblem<K extends SheetKind>(
  { kind, fields }: Pick<KindSteps<K>, 'kind' | 'fields'>,
  { row, cells }: Pick<Row<K>, 'row' | 'cells'>,
  { code, path, values }: Refused,
): Problem {
  const last = path.split('.').at(-1) ?? '';
  const column = headingOf(kind, last) ?? headingOf(kind, fields[last] ?? '');
  const value = column === undefined ? undefined : cells[column];
  const plain = Object.entries(values).map(([key, one]) => [
    key,
    typeof one === 'object' ? one.join('、') : one,
  ]);
  return {
    row,
    code,
    ...(column ? { column } : {}),
    ...(value ? { value } : {}),
    ...(plain.length > 0 ? { values: Object.fromEntries(plain) } : {}),
  };
}

/**
 * Applies the rows of one record, one after the other. A refused row does not stop the others; if the steps that the
 * rows imply together (`opening`, `closing`) are refused, all rows are. Pure.
 */
export function stageRows<K extends SheetKind>(
  kindSteps: KindSteps<K>,
  rows: readonly Row<K>[],
  record: AnyRecord | undefined,
  referents: Referents,
  context: CommandContext,
  /** Whether other rows of the record were refused before. */
  othersRefused = false,
): StagedGroup {
  type Own = Parameters<KindSteps<K>['steps']>[1];
  const steps: Step[] = [];
  const staged: StagedRow[] = [];
  let current = record;

  const apply = (more: readonly Step[]): Change[] => {
    const { after } = applySteps(current, more, context);
    requirePlace(context.areas, current, after);
    const changes = changesBetween(current, after);
    current = after;
    steps.push(...more);
    return changes;
  };
  const refuse = (row: Row<K>, error: unknown): StagedRow => {
    if (!(error instanceof Refused)) throw error;
    const { cells, notes } = row;
    return {
      row: row.row,
      cells,
      status: 'refused',
      changes: [],
      problems: [toProblem(kindSteps, row, error)],
      notes,
    };
  };

  let together: Change[] = [];
  try {
    const opening = kindSteps.opening?.(rows, record as Own, referents) ?? [];
    if (opening.length > 0) together = apply(opening);
  } catch (error) {
    return { rows: rows.map((row) => refuse(row, error)), steps: [], after: record };
  }
  const accepted: Row<K>[] = [];
  for (const row of kindSteps.sortRows?.(rows) ?? rows) {
    try {
      const rowSteps = kindSteps.steps(row.values, current as Own, referents);
      const changes = [...together, ...(rowSteps.steps.length > 0 ? apply(rowSteps.steps) : [])];
      together = [];
      const status = rowSteps.creates ? 'created' : changes.length > 0 ? 'changed' : 'unchanged';
      staged.push({ row: row.row, cells: row.cells, status, changes, problems: [], notes: row.notes });
      accepted.push(row);
    } catch (error) {
      staged.push(refuse(row, error));
    }
  }
  if (kindSteps.closing && current && !othersRefused && accepted.length === rows.length) {
    try {
      const changes = apply(kindSteps.closing(accepted, current as NonNullable<Own>));
      const [first, ...rest] = staged;
      if (first && changes.length > 0) {
        const status = first.status === 'created' ? 'created' : 'changed';
        staged.splice(
          0,
          staged.length,
          { ...first, status, changes: [...first.changes, ...changes] },
          ...rest,
        );
      }
    } catch (error) {
      return { rows: rows.map((row) => refuse(row, error)), steps: [], after: record };
    }
  }
  // A household is not registered if every row of it is refused.
  const isRefused = staged.every(({ status }) => status === 'refused');
  return isRefused ? { rows: staged, steps: [], after: record } : { rows: staged, steps, after: current };
}
