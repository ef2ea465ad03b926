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

/** What a row does, or would do. */
export interface StagedRow {
  readonly row: number;
  /** The cells as they stood, for the sheet of refused rows. */
  readonly cells: Readonly<Record<string, string>>;
  readonly status: RowStatus;
  /** Field by field, from → to. */
  readonly changes: readonly Change[];
  readonly problems: readonly Problem[];
  /** What was assumed in reading it. */
  readonly notes: readonly Problem[];
}

/** All rows of one record: what they do, and the steps that do it. */
export interface StagedGroup {
  readonly rows: readonly StagedRow[];
  readonly steps: readonly Step[];
  readonly after: AnyRecord | undefined;
}

const headingOf = (kind: SheetKind, field: string): string | undefined =>
  columnsOf(kind).find((column) => column.field === field)?.heading;

/** A refusal as a problem of a row: the column it speaks of, and what stands there. */
export function problemOf<K extends SheetKind>(
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
 * Works out what the rows of one record do to it, one after the other: a refused row stops no other, and what the
 * rows say together (`opening`, `closing`) is refused with all of them. Pure.
 */
export function stage<K extends SheetKind>(
  kindSteps: KindSteps<K>,
  rows: readonly Row<K>[],
  record: AnyRecord | undefined,
  referents: Referents,
  context: CommandContext,
  /** Whether rows of the record were refused before they came here. */
  othersRefused = false,
): StagedGroup {
  type Own = Parameters<KindSteps<K>['steps']>[1];
  const steps: Step[] = [];
  const staged: StagedRow[] = [];
  let current = record;

  const take = (more: readonly Step[]): Change[] => {
    const { after } = applySteps(current, more, context);
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
      problems: [problemOf(kindSteps, row, error)],
      notes,
    };
  };

  let together: Change[] = [];
  try {
    const opening = kindSteps.opening?.(rows, record as Own, referents) ?? [];
    if (opening.length > 0) together = take(opening);
  } catch (error) {
    return { rows: rows.map((row) => refuse(row, error)), steps: [], after: record };
  }
  const taken: Row<K>[] = [];
  for (const row of kindSteps.inOrder?.(rows) ?? rows) {
    try {
      const said = kindSteps.steps(row.values, current as Own, referents);
      const changes = [...together, ...(said.steps.length > 0 ? take(said.steps) : [])];
      together = [];
      const status = said.creates ? 'created' : changes.length > 0 ? 'changed' : 'unchanged';
      staged.push({ row: row.row, cells: row.cells, status, changes, problems: [], notes: row.notes });
      taken.push(row);
    } catch (error) {
      staged.push(refuse(row, error));
    }
  }
  if (kindSteps.closing && current && !othersRefused && taken.length === rows.length) {
    try {
      const changes = take(kindSteps.closing(taken, current as NonNullable<Own>));
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
  // A household of which every row is refused is not registered for the sake of its columns.
  const none = staged.every(({ status }) => status === 'refused');
  return none ? { rows: staged, steps: [], after: record } : { rows: staged, steps, after: current };
}
