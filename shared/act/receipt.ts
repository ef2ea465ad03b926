import type { Outcome } from '../domain/records/evaluated.ts';
import { inOrderOfRules, type Receipt } from '../domain/records/receipt.ts';
import type { RuleId } from '../domain/records/rule-id.ts';
import type { Decision } from './decide.ts';

const idsIn = (record: Decision['after'] | undefined): Set<string> => {
  const lists = Object.values(record ?? {}).filter((value): value is { id?: unknown }[] =>
    Array.isArray(value),
  );
  return new Set(lists.flat().flatMap(({ id }) => (typeof id === 'string' ? [id] : [])));
};

/** Builds the receipt of a decision. */
export function receiptOf({ before, after, findings, entry, support, notes, changed }: Decision): Receipt {
  const known = idsIn(before);
  const outcomes: Partial<Record<RuleId, Outcome[]>> = {};
  for (const { rule, outcome } of findings) {
    outcomes[rule] ??= [];
    outcomes[rule].push(outcome);
  }
  return {
    kind: after.kind,
    id: after.id,
    version: after.version,
    changed,
    made: [
      ...[...idsIn(after)].filter((id) => !known.has(id)),
      ...[...support, ...notes].map(({ id }) => id),
    ],
    outcomes: inOrderOfRules(outcomes),
    flags: entry?.flags ?? [],
  };
}
