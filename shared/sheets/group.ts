import { Refused } from '../domain/records/refusal.ts';
import type { SheetKind } from './kinds.ts';
import type { Row } from './row.ts';
import { problemOf, type StagedRow } from './stage.ts';
import type { KindSteps, Referents, Target } from './steps/kind-steps.ts';

/** The rows of a sheet that speak of one record. */
export interface Group<K extends SheetKind> {
  readonly target: Target;
  readonly rows: Row<K>[];
}

/** Rows by the record that they speak of; a row whose record cannot be found is refused here. */
export function groupRows<K extends SheetKind>(
  steps: KindSteps<K>,
  rows: readonly Row<K>[],
  referents: Referents,
): { groups: Group<K>[]; refused: StagedRow[] } {
  const groups = new Map<string, Group<K>>();
  const refused: StagedRow[] = [];
  const twice = contradictionsIn(steps, rows, referents);
  for (const row of rows) {
    try {
      const others = twice.get(row.row);
      if (others) throw new Refused('row_twice', '', { rows: others.map(String) });
      const target = steps.target(row.values, referents);
      const key = 'id' in target ? target.id : target.create;
      const group = groups.get(key) ?? { target, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { cells, notes } = row;
      const problems = [problemOf(steps, row, error)];
      refused.push({ row: row.row, cells, status: 'refused', changes: [], problems, notes });
    }
  }
  return { groups: [...groups.values()], refused };
}

/** Rows of which another says something else about the same thing: nobody knows which is right. */
const contradictionsIn = <K extends SheetKind>(
  steps: KindSteps<K>,
  rows: readonly Row<K>[],
  referents: Referents,
): Map<number, number[]> => {
  const byThing = new Map<string, { readonly rows: number[]; readonly said: Set<string> }>();
  for (const row of rows) {
    for (const [thing, said] of Object.entries(aboutOf(steps, row, referents))) {
      const same = byThing.get(thing) ?? { rows: [], said: new Set() };
      same.rows.push(row.row);
      same.said.add(JSON.stringify(said));
      byThing.set(thing, same);
    }
  }
  const found = new Map<number, number[]>();
  for (const { rows: same, said } of byThing.values()) {
    if (said.size < 2) continue;
    for (const row of same) found.set(row, [...new Set([...(found.get(row) ?? []), ...same])]);
  }
  return found;
};

const aboutOf = <K extends SheetKind>(steps: KindSteps<K>, { values }: Row<K>, referents: Referents) => {
  try {
    return steps.about(values, referents);
  } catch (error) {
    if (error instanceof Refused) return {};
    throw error;
  }
};
