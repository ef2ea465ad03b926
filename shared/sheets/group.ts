import { Refused } from '../domain/records/refusal.ts';
import type { SheetKind } from './kinds.ts';
import type { Row } from './row.ts';
import { type StagedRow, toProblem } from './stage.ts';
import type { KindSteps, Referents, Target } from './steps/kind-steps.ts';

/** The rows of a sheet about one record. */
export interface Group<K extends SheetKind> {
  readonly target: Target;
  readonly rows: Row<K>[];
}

/** Groups rows by their record; refuses rows whose record is not found or that contradict another row. */
export function groupRows<K extends SheetKind>(
  steps: KindSteps<K>,
  rows: readonly Row<K>[],
  referents: Referents,
): { groups: Group<K>[]; refused: StagedRow[] } {
  const groups = new Map<string, Group<K>>();
  const refused: StagedRow[] = [];
  const contradictions = findContradictions(steps, rows, referents);
  for (const row of rows) {
    try {
      const others = contradictions.get(row.row);
      if (others) throw new Refused('row_twice', '', { rows: others.map(String) });
      const target = steps.target(row.values, referents);
      const key = 'id' in target ? target.id : target.create;
      const group = groups.get(key) ?? { target, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { cells, notes } = row;
      const problems = [toProblem(steps, row, error)];
      refused.push({ row: row.row, cells, status: 'refused', changes: [], problems, notes });
    }
  }
  return { groups: [...groups.values()], refused };
}

/** Returns, by row, the rows that say something else about the same thing: none of them can be trusted. */
const findContradictions = <K extends SheetKind>(
  steps: KindSteps<K>,
  rows: readonly Row<K>[],
  referents: Referents,
): Map<number, number[]> => {
  const byThing = new Map<string, { readonly rows: number[]; readonly values: Set<string> }>();
  for (const row of rows) {
    for (const [thing, value] of Object.entries(statementsOf(steps, row, referents))) {
      const same = byThing.get(thing) ?? { rows: [], values: new Set() };
      same.rows.push(row.row);
      same.values.add(JSON.stringify(value));
      byThing.set(thing, same);
    }
  }
  const contradictions = new Map<number, number[]>();
  for (const { rows: same, values } of byThing.values()) {
    if (values.size < 2) continue;
    for (const row of same)
      contradictions.set(row, [...new Set([...(contradictions.get(row) ?? []), ...same])]);
  }
  return contradictions;
};

const statementsOf = <K extends SheetKind>(steps: KindSteps<K>, { values }: Row<K>, referents: Referents) => {
  try {
    return steps.statements(values, referents);
  } catch (error) {
    if (error instanceof Refused) return {};
    throw error;
  }
};
